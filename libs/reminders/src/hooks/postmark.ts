import { PostmarkReport } from '@foyer/contracts';
import { parseInput, Problem } from '@foyer/platform';
import { bounceAnswer, jsonOf, mailOf, sameSecret, type Hook, type Report } from './hook.js';

/** Kinds of bounce that say that there is no such mailbox. */
const dead = ['HardBounce', 'BadEmailAddress'];

/** Postmark signs nothing: it proves itself by the password in the address that it was given. */
export function readPostmark(hook: Hook, secret: string, now: Date): Report[] {
  const [scheme, packed = ''] = (hook.header('authorization') ?? '').split(' ');
  const credentials = Buffer.from(packed, 'base64').toString();
  const password = credentials.slice(credentials.indexOf(':') + 1);
  if (scheme?.toLowerCase() !== 'basic' || !sameSecret(password, secret)) throw new Problem('forbidden');
  const report = parseInput(PostmarkReport, jsonOf(hook.body));
  const address = report.Email;
  if (address === undefined) return [];
  const about = {
    ...{ address, at: report.BouncedAt ? new Date(report.BouncedAt) : now },
    mail: mailOf(report.Metadata?.mail),
  };
  if (report.RecordType === 'SpamComplaint') return [{ ...about, reason: 'complained', answer: null }];
  if (report.RecordType !== 'Bounce' || !dead.includes(report.Type ?? '')) return [];
  const said = bounceAnswer(report.Details);
  return said ? [{ ...about, reason: 'bounced', ...said }] : [];
}
