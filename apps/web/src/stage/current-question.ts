import type { PublicQuestion } from '@foyer/contracts';

/**
 * The question for the stage: the one that is being answered, else one that is pinned, else the one that most people
 * want answered; of equals the one that was asked first.
 */
export function currentQuestion(questions: readonly PublicQuestion[]): PublicQuestion | undefined {
  return questions
    .filter(({ state }) => state === 'approved')
    .toSorted(
      (one, other) =>
        Number(other.answering) - Number(one.answering) ||
        Number(other.pinned) - Number(one.pinned) ||
        other.votes - one.votes ||
        one.id - other.id,
    )[0];
}
