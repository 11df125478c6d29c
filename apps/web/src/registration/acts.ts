import type { ParticipantAct, RegistrationState } from '@foyer/contracts';

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
