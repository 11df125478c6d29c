import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { live } from '../server/live.js';
import { notifyProblem } from '../ui/notify.js';
import { useProblemText } from '../ui/Problem.js';
import { seenVotes, VoteBook, type SeenVotes } from './vote-book.js';

interface Votes {
  of: (question: { id: number; votes: number }) => SeenVotes;
  toggle: (question: { id: number; votes: number }) => void;
}

/**
 * The reader's votes in a session.
 * @param rev the revision of the public stream whose counts are shown
 * @param voted the questions voted for when following began
 */
export function useVotes(
  session: string,
  person: string,
  rev: number,
  voted: Readonly<Record<string, unknown>>,
): Votes {
  const problemText = useProblemText();
  const book = useMemo(
    () => new VoteBook((vote) => live.command('question.vote', vote), session, person),
    [session, person],
  );
  useEffect(() => book.listen(), [book]);
  const wishes = useSyncExternalStore(book.wishes.subscribe, book.wishes.get);
  const of: Votes['of'] = ({ id, votes }) => seenVotes(wishes.get(id), votes, rev, String(id) in voted);
  return {
    of,
    toggle: (question) => {
      const { mine } = of(question);
      void book.wish(question.id, !mine, mine).then((problem) => {
        if (problem) notifyProblem(problemText(problem));
      });
    },
  };
}
