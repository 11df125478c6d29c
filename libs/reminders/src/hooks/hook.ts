import { createHash, timingSafeEqual } from 'node:crypto';
import type { HoldReason } from '@foyer/contracts';
import { codeOf, meaningOf, Problem } from '@foyer/platform';

/** A request to a door for providers, as it came. */
export interface Hook {
  body: Buffer;
  /** A header by its name in small letters. */
  header: (name: string) => string | undefined;
}

/** What a provider says of one address. */
export interface Report {
  address: string;
  reason: HoldReason;
  answer: string | null;
  at: Date;
  /** The mail that it is about, where the provider tells. */
  mail: string | null;
}

/** For so long after it was signed a report is taken; providers sign anew for each try. */
export const freshMilliseconds = 15 * 60_000;

/** @throws Problem forbidden for what was signed long ago, or is not yet */
export function checkFresh(signedAt: number, now: Date, milliseconds = freshMilliseconds): void {
  if (!(Math.abs(now.getTime() - signedAt) <= milliseconds)) throw new Problem('forbidden');
}

/** Compares secrets in a time that tells nothing of them, nor of their length. */
export function sameSecret(given: string | Buffer, expected: string | Buffer): boolean {
  const print = (secret: string | Buffer): Buffer => createHash('sha256').update(secret).digest();
  return timingSafeEqual(print(given), print(expected));
}

/** Whether a signature is right: what cannot even be read as one is not. */
export function verifies(check: () => boolean): boolean {
  try {
    return check();
  } catch {
    return false;
  }
}

/** @throws Problem invalid_input for what is no JSON */
export function jsonOf(text: Buffer | string): unknown {
  try {
    return JSON.parse(text.toString());
  } catch {
    throw new Problem('invalid_input');
  }
}

/** The id in a Message-ID of ours, `<id@domain>`. */
export function mailOf(messageId: string | null | undefined): string | null {
  return /^<?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:@|$)/.exec(messageId ?? '')?.[1] ?? null;
}

/**
 * The numbers in what another server said: the provider's own fields first, else the text.
 * @returns null where it speaks of rules and not of the mailbox: the address is as good as before
 */
export function bounceAnswer(
  text: string | null | undefined,
  given: { reply?: number | undefined; status?: string | null | undefined } = {},
): { answer: string | null } | null {
  const known = text ?? '';
  const status = statusIn(given.status) ?? statusIn(known);
  const reply = given.reply ?? numberIn(/\b(5\d\d)\b/.exec(known)?.[1]);
  const answer = { command: 'RCPT TO', reply, status, policy: false };
  // A provider that calls it permanent without numbers has its reasons; numbers that say otherwise count more.
  if (status !== undefined && meaningOf(answer) !== 'no_mailbox') return null;
  return { answer: codeOf(answer) };
}

const statusIn = (text: string | null | undefined): string | undefined =>
  /\b[45]\.\d{1,3}\.\d{1,3}\b/.exec(text ?? '')?.[0];
const numberIn = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number(text);
