export { ENV, loadEnv, type Env } from './env/env.js';
export { whileHeld } from './env/held.js';
export { type ProviderSetting } from './env/providers.js';
export { noteDeed, type Deed } from './audit/audit.js';
export { describeFailure } from './log/failure.js';
export { createLogger, LOG, NestLog, type Logger } from './log/log.js';
export {
  currentTrace,
  insideSpan,
  inSpan,
  isTraced,
  openSpan,
  withTrace,
  type OpenSpan,
} from './trace/trace.js';
export { Clock, ManualClock, SystemClock } from './clock/clock.js';
export { Problem, parseInput } from './problem/problem.js';
export { actorFor, fingerprint, houseCall, type Actor, type Call } from './call/call.js';
export { Database, databaseError, isDatabaseAway, sql, type Sql, type Tx } from './database/database.js';
export { Gathered } from './database/gathered.js';
export { inOrder } from './database/in-order.js';
export { Notifier, type Hint } from './database/notifier.js';
export { type Whisper } from './database/whispers.js';
export { seal, unseal } from './env/sealed.js';
export { hashOf } from './env/token-hash.js';
export { guardedGet, guardedPost, isInnerAddress } from './net/guarded-get.js';
export {
  arePushKeys,
  encryptPush,
  mostPushBytes,
  newVapidKey,
  vapidAuthorization,
  vapidKeyOf,
  type PushKeys,
  type VapidKey,
} from './net/web-push.js';
export { ormOptions } from './database/orm.js';
export { platformEntities } from './database/platform.entities.js';
export { type CheckedFile } from './files/checked-file.js';
export { checkDocument } from './files/document.js';
export { FileEntity } from './files/file.entity.js';
export { Files, type NewFile, type StoredFile } from './files/files.js';
export { checkImage, type ImageOptions } from './files/image.js';
export { Limits, type Allowance } from './limits/limits.js';
export { OnFact, type DeliveredFact } from './outbox/on-fact.js';
export { OutboxRelay } from './outbox/relay.js';
export { discover, Handlers } from './jobs/handlers.js';
export { jobBackend, jobSchema, type JobBackend, type JobQueue } from './jobs/backend.js';
export { Jobs } from './jobs/jobs.js';
export { OnTick } from './jobs/on-tick.js';
export { JobRunner } from './jobs/runner.js';
export { headerText, type CalendarPart, type Letter } from './mail/letter.js';
export { Mailer, MailNotSent } from './mail/mailer.js';
export { codeOf, meaningOf, readStoredAnswer, type SmtpMeaning } from './mail/smtp-answer.js';
export { Mailbox } from './mailbox/mailbox.js';
export { MailboxServer } from './mailbox/mailbox-server.js';
export { StreamHub } from './live/hub.js';
export { prune, type Keep } from './live/prune.js';
export { isShared, shareText, sharedText } from './live/shared-text.js';
export { StreamRegistry } from './live/registry.js';
export {
  ServesStream,
  type StreamEntries,
  type StreamParams,
  type StreamSource,
} from './live/stream-source.js';
export { Metrics } from './metrics/metrics.js';
export { PlatformModule, type PlatformOptions } from './platform.module.js';
