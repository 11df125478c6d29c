import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { SendGridReports } from '@foyer/contracts';
import { parseInput, Problem } from '@foyer/platform';
import { bounceAnswer, checkFresh, jsonOf, mailOf, verifies, type Hook, type Report } from './hook.js';

/** SendGrid signs the time and the bytes of the body with a key of which we hold the public half. */
export function readSendGrid(hook: Hook, key: string, now: Date): Report[] {
  const timestamp = hook.header('x-twilio-email-event-webhook-timestamp') ?? '';
  const signature = Buffer.from(hook.header('x-twilio-email-event-webhook-signature') ?? '', 'base64');
  const signed = Buffer.concat([Buffer.from(timestamp), hook.body]);
  if (!verifies(() => verify('sha256', signed, publicKey(key), signature))) throw new Problem('forbidden');
  checkFresh(Number(timestamp) * 1_000, now);
  return parseInput(SendGridReports, jsonOf(hook.body)).flatMap((said): Report[] => {
    if (said.email === undefined) return [];
    const about = {
      ...{ address: said.email, at: new Date(said.timestamp * 1_000) },
      mail: mailOf(said['smtp-id']),
    };
    if (said.event === 'spamreport') return [{ ...about, reason: 'complained', answer: null }];
    if (said.event !== 'bounce' || said.type === 'blocked') return [];
    const answer = bounceAnswer(said.reason, { status: said.status });
    return answer ? [{ ...about, reason: 'bounced', ...answer }] : [];
  });
}

let known: { text: string; key: KeyObject } | undefined;
function publicKey(text: string): KeyObject {
  if (known?.text !== text) {
    known = { text, key: createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' }) };
  }
  return known.key;
}
