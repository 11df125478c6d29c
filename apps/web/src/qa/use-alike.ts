import type { DeskQuestion } from '@foyer/contracts';
import { useMemo } from 'react';
import { mayMerge } from './desk-columns.js';
import { similarTo } from './similar.js';

/** For so many of those that have waited longest the desk looks for others that ask the same. */
const suggested = 20;

/** What asks much the same as one that waits, by its id. Looked for when a question changes, not when votes come in. */
export function useAlike(
  onDesk: Readonly<Record<string, DeskQuestion>> | undefined,
): ReadonlyMap<number, DeskQuestion> {
  return useMemo(() => {
    const questions = Object.values(onDesk ?? {}).toSorted((a, b) => a.id - b.id);
    const waiting = questions.filter(({ state }) => state === 'pending').slice(0, suggested);
    return new Map(
      waiting.flatMap((question): [number, DeskQuestion][] => {
        const [alike] = similarTo(
          question.text,
          // Of two that wait, the later one goes into the earlier.
          questions.filter(
            (one) => mayMerge(question, one) && (one.state === 'approved' || one.id < question.id),
          ),
          { atLeast: 0.4, most: 1 },
        );
        return alike ? [[question.id, alike]] : [];
      }),
    );
  }, [onDesk]);
}
