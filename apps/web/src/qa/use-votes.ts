import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { useConnection } from '../server/live.js';
import { notifyProblem } from '../ui/notify.js';
import { useProblemText } from '../ui/Problem.js';
import { roomOf } from './rooms.js';
import { familiesOf, mineWith, seenVotes, type Merged, type SeenVotes } from './vote-book.js';

interface Voted {
  id: number;
  votes: number;
}
interface Votes {
  of: (question: Voted) => SeenVotes;
  /** Always the same, so that no card is drawn anew for it. */
  toggle: (question: Voted) => void;
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
  const book = useMemo(() => roomOf(session, person).votes, [session, person]);
  const connected = useConnection() === 'live';
  const wishes = useSyncExternalStore(book.wishes.subscribe, book.wishes.get);
  const families = useMemo(() => familiesOf(merged), [merged]);
  const of = useCallback<Votes['of']>(
    ({ id, votes }) => {
      const seen = seenVotes(wishes.get(id), votes, rev, mineWith(id, wishes, voted, families));
      // With a connection the answer is there before anybody can read that it is waited for.
      return { ...seen, waiting: seen.waiting && !connected };
    },
    [wishes, rev, voted, families, connected],
  );
  const latest = useRef({ of, families, problemText });
  useLayoutEffect(() => {
    latest.current = { of, families, problemText };
  });
  useEffect(() => {
    void book.resume().then((problems) => {
      for (const problem of problems) notifyProblem(latest.current.problemText(problem));
    });
  }, [book]);
  const toggle = useCallback<Votes['toggle']>(
    (question) => {
      const { mine } = latest.current.of(question);
      void book.wish(question.id, !mine, mine).then((problem) => {
        if (problem) notifyProblem(latest.current.problemText(problem));
        // The vote is taken back from those that were merged into it, too.
        else if (mine) book.forget(latest.current.families.get(question.id) ?? []);
      });
    },
    [book],
  );
  return { of, toggle };
}
