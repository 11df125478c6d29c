import type { Opening, PlaceCounts, RegistrationMode, RegistrationState } from '@foyer/contracts';
import { Problem } from '@foyer/platform';

/** How people get a place, as the settings of the event say. */
export interface PlaceRules {
  mode: RegistrationMode;
  opensAt: Date | null;
  closesAt: Date | null;
  withdrawUntil: Date | null;
  capacity: number | null;
  waitingList: boolean;
  keepForInvited: boolean;
}
/** The places at one moment; true only while the lock is held. */
export interface Ledger extends PlaceCounts {
  rules: PlaceRules;
  now: Date;
  endsAt: Date;
}

/** Where a person stands who asks for a place. */
export interface Asking {
  /** What they have in the event; null: nothing. */
  earlier: RegistrationState | null;
  /** An invitation stands, whether answered or not. */
  invited: boolean;
}

/** Places that anybody may have now; those kept for invited people are not among them. */
export function freePlaces({ rules, confirmed, kept }: Ledger): number {
  if (rules.capacity === null) return Number.POSITIVE_INFINITY;
  return Math.max(0, rules.capacity - confirmed - (rules.keepForInvited ? kept : 0));
}

/** Whether an invited person finds a place: one of those kept, where they are. */
function freeForInvited(ledger: Ledger): boolean {
  const { rules, confirmed } = ledger;
  if (rules.keepForInvited) return rules.capacity === null || confirmed < rules.capacity;
  return freePlaces(ledger) > 0;
}

/**
 * Of people in the order in which they come, those for whom there is a place. Who is invited takes one of those kept;
 * all others leave these alone.
 */
export function thoseWhoFit<T extends { from: RegistrationState }>(
  ledger: Ledger,
  people: readonly T[],
): T[] {
  const now = { ...ledger };
  return people.filter(({ from }) => {
    const invited = from === 'invited';
    const fits = invited ? freeForInvited(now) : freePlaces(now) > 0;
    if (fits) now.confirmed += 1;
    if (fits && invited) now.kept = Math.max(0, now.kept - 1);
    return fits;
  });
}

/** What somebody without an invitation meets now. */
export function openingOf(ledger: Ledger): Opening {
  const { rules, now, endsAt } = ledger;
  if (now >= endsAt || (rules.closesAt && now >= rules.closesAt)) return 'closed';
  if (rules.opensAt && now < rules.opensAt) return 'early';
  if (rules.mode === 'invitation') return 'invitation';
  if (rules.mode === 'approval') return 'approval';
  if (freePlaces(ledger) > 0) return 'open';
  return rules.waitingList ? 'waiting' : 'full';
}

/**
 * What becomes of somebody who sends the form. Who has a place, stands in the line or waits for an answer keeps that
 * whatever the settings say now. An invitation needs no approval and no opening hour, but it ends with the deadline;
 * without kept places it is first come, first served for the invited, too.
 * @throws Problem where they cannot get anything
 */
export function stateAfterAsking(
  ledger: Ledger,
  { earlier, invited }: Asking,
): Extract<RegistrationState, 'confirmed' | 'pending' | 'waiting'> {
  const { rules, now, endsAt } = ledger;
  if (now >= endsAt) throw new Problem('registration_closed');
  if (earlier === 'confirmed' || earlier === 'pending' || earlier === 'waiting') return earlier;
  if (rules.closesAt && now >= rules.closesAt) throw new Problem('registration_closed');
  if (invited || earlier === 'invited') return placeOrLine(ledger, freeForInvited(ledger));
  if (earlier === 'declined') throw new Problem('registration_declined');
  switch (openingOf(ledger)) {
    case 'early':
      throw new Problem('registration_not_open');
    case 'invitation':
      throw new Problem('invitation_only');
    case 'approval':
      return 'pending';
    default:
      return placeOrLine(ledger, freePlaces(ledger) > 0);
  }
}

function placeOrLine(ledger: Ledger, free: boolean): 'confirmed' | 'waiting' {
  if (free) return 'confirmed';
  if (!ledger.rules.waitingList) throw new Problem('event_full');
  return 'waiting';
}

/** @throws Problem withdrawal_closed for whoever is confirmed, once it is too late to do so by oneself */
export function checkMayWithdraw(ledger: Ledger, state: RegistrationState): void {
  const until = ledger.rules.withdrawUntil;
  if (state === 'confirmed' && until && ledger.now >= until) throw new Problem('withdrawal_closed');
}

/** Whom an organiser's act concerns; everybody else is left as they are. */
export const actsOn = {
  approve: ['pending'],
  decline: ['pending', 'waiting', 'invited'],
  confirm: ['pending', 'waiting', 'invited', 'declined', 'withdrawn'],
  first: ['waiting'],
  withdraw: ['invited', 'pending', 'waiting', 'confirmed'],
} as const satisfies Record<string, readonly RegistrationState[]>;
