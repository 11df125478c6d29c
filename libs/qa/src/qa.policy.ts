import type { EventRole, QuestionState } from '@foyer/contracts';
import { moderators } from '@foyer/events';

/** Somebody in an event, as the rules see them. */
export interface Actor {
  person: string | null;
  roles: ReadonlySet<EventRole>;
}

/** Whoever has a role in the event takes part: registrants, speakers, and those who run it. */
export const takesPart = (actor: Actor): boolean => actor.person !== null && actor.roles.size > 0;

export const mayModerate = (actor: Actor): boolean => moderators.some((role) => actor.roles.has(role));

/** One's own questions and votes are nobody else's to read. */
export const mayFollowOwn = (actor: Actor, person: string): boolean =>
  takesPart(actor) && actor.person === person;

/** What the audience sees: nothing that waits, was set aside or taken back. */
export const isPublic = (state: QuestionState): state is 'approved' | 'answered' =>
  state === 'approved' || state === 'answered';

/**
 * Whether questions may be asked now.
 * @param said what a moderator has said; null: by the agenda
 * @param now the event's time
 */
export function isOpen(
  session: { questions: boolean; startsAt: Date; endsAt: Date },
  said: boolean | null,
  now: Date,
): boolean {
  return said ?? (session.questions && session.startsAt <= now && now < session.endsAt);
}
