import { createHmac } from 'node:crypto';
import { MailgunReport } from '@foyer/contracts';
import { parseInput, Problem } from '@foyer/platform';
import { bounceAnswer, checkFresh, jsonOf, mailOf, sameSecret, type Hook, type Report } from './hook.js';

/** Mailgun signs the time and a token with the webhook signing key. */
export function readMailgun(hook: Hook, key: string, now: Date): Report[] {
  const { signature, 'event-data': said } = parseInput(MailgunReport, jsonOf(hook.body));
  const proof = createHmac('sha256', key).update(`${signature.timestamp}${signature.token}`).digest('hex');
  if (!sameSecret(signature.signature, proof)) throw new Problem('forbidden');
  checkFresh(Number(signature.timestamp) * 1_000, now);
  if (said.recipient === undefined) return [];
  const about = {
    ...{ address: said.recipient, at: new Date(said.timestamp * 1_000) },
    mail: mailOf(said.message?.headers?.['message-id']),
  };
  if (said.event === 'complained') return [{ ...about, reason: 'complained', answer: null }];
  // `suppress-…`: Mailgun did not try, since it knows.
  if (said.event !== 'failed' || said.severity !== 'permanent') return [];
  if (said.reason === 'suppress-unsubscribe' || said.reason === 'suppress-complaint') return [];
  const status = said['delivery-status'];
  const reply = Number(status?.code);
  const answer = bounceAnswer(status?.message, {
    reply: reply >= 500 && reply < 600 ? reply : undefined,
    status: status?.['enhanced-code'],
  });
  return answer ? [{ ...about, reason: 'bounced', ...answer }] : [];
}
