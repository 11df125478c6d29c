import type { OwnQuestion, RoomState } from '@foyer/contracts';

/** What the rules of a room still leave to one person. The server decides; this says it beforehand. */
export interface AskLimits {
  /** How many questions are left to ask, and of how many; null where there is no limit. */
  left: { left: number; limit: number } | null;
  /** When the next one may be asked, in milliseconds since the epoch; null: at any time. */
  free: number | null;
}

export const noLimits: AskLimits = { left: null, free: null };

export function limitsOf(
  { perPerson, slowSeconds }: Pick<RoomState, 'perPerson' | 'slowSeconds'>,
  own: readonly Pick<OwnQuestion, 'state' | 'askedAt'>[],
): AskLimits {
  const asked = own.filter(({ state }) => state !== 'withdrawn').length;
  const last = Math.max(...own.map(({ askedAt }) => Date.parse(askedAt)));
  return {
    left: perPerson === null ? null : { left: Math.max(0, perPerson - asked), limit: perPerson },
    free: slowSeconds === null || own.length === 0 ? null : last + slowSeconds * 1_000,
  };
}

/**
 * How many seconds are left to wait. None where it would be longer than the pause itself: then this device's clock is
 * wrong, and the server's word counts.
 */
export function secondsToWait({ free }: AskLimits, slowSeconds: number | null, now: number): number {
  if (free === null || slowSeconds === null) return 0;
  const seconds = Math.ceil((free - now) / 1_000);
  return seconds > slowSeconds ? 0 : Math.max(0, seconds);
}
