import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { live, useConnection } from '../server/live.js';
import { notifyProblem } from '../ui/notify.js';
import { useProblemText } from '../ui/Problem.js';
import { familyOf, mineWith, seenVotes, VoteBook, type Merged, type SeenVotes } from './vote-book.js';

interface Votes {
  of: (question: { id: number; votes: number }) => SeenVotes;
  toggle: (question: { id: number; votes: number }) => void;
}

/**
 * The reader's votes in a session.
 * @param rev the revision of the public stream whose counts are shown
 * @param voted the questions voted for when following began
 * @param merged where the votes of merged questions count
 */
export function useVotes(
  session: string,
  person: string,
  rev: number,
  voted: Readonly<Record<string, unknown>>,
  merged: Merged,
): Votes {
  const problemText = useProblemText();
  const book = useMemo(
    () => new VoteBook((vote) => live.command('question.vote', vote, { patient: true }), session, person),
    [session, person],
  );
  const connected = useConnection() === 'live';
  useEffect(() => book.listen(), [book]);
  const wishes = useSyncExternalStore(book.wishes.subscribe, book.wishes.get);
  const of: Votes['of'] = ({ id, votes }) => {
    const seen = seenVotes(wishes.get(id), votes, rev, mineWith(id, wishes, voted, merged));
    // With a connection the answer is there before anybody can read that it is waited for.
    return { ...seen, waiting: seen.waiting && !connected };
  };
  return {
    of,
    toggle: (question) => {
      const { mine } = of(question);
      void book.wish(question.id, !mine, mine).then((problem) => {
        if (problem) notifyProblem(problemText(problem));
        // The vote is taken back from those that were merged into it, too.
        else if (mine) book.forget(familyOf(question.id, merged));
      });
    },
  };
}
