import type { ParticipantAct, PlaceCounts, RegistrationSettings, RegistrationState } from '@foyer/contracts';

/** What an organiser may do with somebody in a state, the likeliest first; the server decides in the end. */
export const actsIn: Record<RegistrationState, readonly ParticipantAct[]> = {
  invited: ['confirm', 'decline', 'withdraw'],
  pending: ['approve', 'decline', 'confirm', 'withdraw'],
  waiting: ['confirm', 'first', 'decline', 'withdraw'],
  confirmed: ['withdraw'],
  declined: ['confirm'],
  withdrawn: ['confirm'],
};
export const stateAllows = (act: ParticipantAct, state: RegistrationState): boolean =>
  actsIn[state].includes(act);

/**
 * For how many of these people there is a place, as the page knows it: what is kept for others who are invited is
 * left alone. The server counts again when it gives them.
 */
export function placesFor(
  { capacity, keepForInvited }: Pick<RegistrationSettings, 'capacity' | 'keepForInvited'>,
  { confirmed, kept }: PlaceCounts,
  people: readonly { state: RegistrationState }[],
): number {
  if (capacity === null) return Number.POSITIVE_INFINITY;
  const left = Math.max(0, capacity - confirmed);
  if (!keepForInvited) return left;
  const invited = people.filter(({ state }) => state === 'invited').length;
  return Math.max(Math.min(invited, left), left - Math.max(0, kept - invited));
}
