/** What becomes of a message by a push service's answer. */
export type PushOutcome = 'taken' | 'gone' | 'later' | 'refused';

/** By the status (RFC 8030): the address is no more, the service wants it later, or it will never take it. */
export function outcomeOf(status: number): PushOutcome {
  if (status >= 200 && status < 300) return 'taken';
  if (status === 404 || status === 410) return 'gone';
  return status === 408 || status === 429 || status >= 500 ? 'later' : 'refused';
}

/** Seconds until the next try, by how often it was tried: for two hours in all. */
const putOffSeconds: readonly number[] = [10, 30, 120, 600, 1_800, 5_400];
/** A service that wants it much later is asked before. */
const longestSeconds = 6 * 3_600;

/**
 * Seconds until a message is tried again; null once it was tried often enough.
 * @param retryAfter as HTTP has it: seconds, or a date
 */
export function secondsUntilNext(tries: number, retryAfter: string | undefined, now: Date): number | null {
  const usual = putOffSeconds[tries];
  if (usual === undefined) return null;
  return Math.min(longestSeconds, Math.max(usual, asked(retryAfter, now)));
}

function asked(retryAfter: string | undefined, now: Date): number {
  if (retryAfter === undefined) return 0;
  if (/^\d+$/.test(retryAfter)) return Number(retryAfter);
  const at = Date.parse(retryAfter);
  return Number.isNaN(at) ? 0 : Math.ceil((at - now.getTime()) / 1_000);
}
