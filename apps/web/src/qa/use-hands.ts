import { useLayoutEffect, useMemo, useRef } from 'react';
import type { DeskQuestion } from '@foyer/contracts';
import { walk, type Act } from './desk-columns.js';
import { useAim } from './use-aim.js';
import type { useDesk } from './use-desk.js';

/** What a card does with its question. */
export interface Hands {
  select: (question: number) => void;
  act: (question: DeskQuestion, act: Act) => void;
  /** Whether a click was meant for what it came upon. */
  aimed: (click: { detail: number }) => boolean;
  merge: (question: DeskQuestion, into: DeskQuestion) => void;
  /** Another card was let go above one. */
  drop: (dropped: number, onto: DeskQuestion) => void;
}

/**
 * The desk's acts for its cards: always the same object, acting on the desk as it is when it is used. With it, of five
 * hundred cards only those are drawn anew that something has changed on.
 */
export function useHands(desk: ReturnType<typeof useDesk>): Hands {
  const aimed = useAim();
  const latest = useRef(desk);
  useLayoutEffect(() => {
    latest.current = desk;
  });
  return useMemo(
    () => ({
      select: (question) => latest.current.select(question),
      act: (question, act) => latest.current.act(question, act),
      aimed,
      merge: (question, into) => latest.current.merge(question, into),
      drop: (dropped, onto) => {
        const question = walk(latest.current.all).find(({ id }) => id === dropped);
        if (question) latest.current.merge(question, onto);
      },
    }),
    [aimed],
  );
}
