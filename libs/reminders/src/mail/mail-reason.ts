import type { MailReason, MailState } from '@foyer/contracts';
import { codeOf, meaningOf, readStoredAnswer } from '@foyer/platform';

/** What is kept with a mail that does not go out on purpose. */
export const notes = {
  stopped: 'stopped',
  outdated: 'no longer so',
  held: 'held',
  cancelled: 'cancelled',
  busy: 'busy',
  noDevice: 'no device',
} as const;
const reasons = new Map<string, MailReason>([
  [notes.stopped, 'stopped'],
  [notes.outdated, 'outdated'],
  [notes.held, 'held'],
  [notes.cancelled, 'cancelled'],
  [notes.busy, 'busy'],
  [notes.noDevice, 'no_device'],
]);
/** Of messages to devices: `later 429`, `away ECONNREFUSED`, `refused 403`. */
const pushReasons = new Map<string, MailReason>([
  ['later', 'later'],
  ['away', 'service_away'],
  ['refused', 'service_refused'],
]);
/** What is kept with a mail that could not be written: `unwritable TypeError`. */
export const unwritable = (error: unknown): string =>
  `unwritable ${error instanceof Error ? error.name : 'Error'}`;

/** Why a mail is where it is, and the mail server's answer in numbers. */
export function reasonOf(
  state: MailState,
  error: string | null,
): { reason: MailReason | null; code: string | null } {
  if (error === null || error === '') return { reason: null, code: null };
  const noted = reasons.get(error);
  if (noted) return { reason: noted, code: null };
  if (error.startsWith('unwritable')) return { reason: 'unwritable', code: null };
  const [, pushed, code = null] = /^(later|away|refused) (\w+)$/.exec(error) ?? [];
  const ofPush = pushReasons.get(pushed ?? '');
  if (ofPush) return { reason: ofPush, code };
  const answer = readStoredAnswer(error);
  // What comes back is reported of the mailbox, whatever command the other server answered.
  const meaning = meaningOf(state === 'returned' ? { ...answer, command: 'RCPT TO' } : answer);
  return { reason: meaning, code: codeOf(answer) };
}
