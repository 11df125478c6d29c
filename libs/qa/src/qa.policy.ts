import type { EventRole, GuestRight, QuestionState } from '@foyer/contracts';
import { moderators } from '@foyer/events';

/** Somebody in an event, as the rules see them. */
export interface Actor {
  person: string | null;
  roles: ReadonlySet<EventRole>;
  /** What the event lets them do as a guest; null for who is none. */
  guest: GuestRight | null;
}

/** Whoever has a role in the event takes part: registrants, speakers, and those who run it; guests where they are let in. */
export const takesPart = (actor: Actor): boolean =>
  actor.person !== null && (actor.roles.size > 0 || actor.guest !== null);

/** Guests may be let in to listen only. */
export const mayAsk = (actor: Actor): boolean =>
  actor.person !== null && (actor.roles.size > 0 || actor.guest === 'ask');

export const mayModerate = (actor: Actor): boolean => moderators.some((role) => actor.roles.has(role));

/** What the moderators say to those on stage is for these alone. @param stands whether the caller speaks or moderates there */
export const mayFollowStage = (actor: Actor, stands: boolean): boolean =>
  takesPart(actor) && (stands || mayModerate(actor));

/** One's own questions and votes are nobody else's to read. */
export const mayFollowOwn = (actor: Actor, person: string): boolean =>
  takesPart(actor) && actor.person === person;

/** What the audience sees: nothing that waits, was set aside or taken back. */
export const isPublic = (state: QuestionState): state is 'approved' | 'answered' =>
  state === 'approved' || state === 'answered';

/**
 * Whether questions may be asked now.
 * @param said what a moderator has said; null: while the session goes on
 * @param goingOn by the running order, or by the agenda where nobody runs it
 */
export function isOpen(session: { questions: boolean }, said: boolean | null, goingOn: boolean): boolean {
  return said ?? (session.questions && goingOn);
}
