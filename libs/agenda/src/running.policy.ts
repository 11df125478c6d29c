import type { EventRole, PresenceState } from '@foyer/contracts';
import { moderators } from '@foyer/events';

/** Who sees where speakers are and who did what: those who run the event, and those who speak there. */
export const mayFollowBackstage = (roles: ReadonlySet<EventRole>): boolean =>
  roles.has('speaker') || moderators.some((role) => roles.has(role));

/**
 * Whether somebody may say that a speaker is in this state.
 * @param own it is about themselves
 */
export const mayTell = (roles: ReadonlySet<EventRole>, own: boolean, state: PresenceState): boolean =>
  moderators.some((role) => roles.has(role)) || (own && (state === 'expected' || state === 'ready'));
