import type { PublicQuestion } from '@foyer/contracts';

/** A question as those on stage see it. */
export interface LinedUp {
  question: PublicQuestion;
  /** It is for the reader to answer. */
  mine: boolean;
}

/**
 * What is answered now and what comes next: what is the reader's own first, then by the room's order (pinned ones, then
 * by votes, of equals the one that was asked first).
 * @param me the reader's ids among the session's speakers
 */
export function lineUp(
  questions: readonly PublicQuestion[],
  me: readonly string[],
): { now: LinedUp | undefined; next: LinedUp[] } {
  const waiting = questions
    .filter(({ state }) => state === 'approved')
    .map((question) => ({ question, mine: question.assigned !== null && me.includes(question.assigned) }))
    .toSorted(
      (one, other) =>
        Number(other.mine) - Number(one.mine) ||
        Number(other.question.pinned) - Number(one.question.pinned) ||
        other.question.votes - one.question.votes ||
        one.question.id - other.question.id,
    );
  return {
    now: waiting.find(({ question }) => question.answering),
    next: waiting.filter(({ question }) => !question.answering),
  };
}
