import type { Poll } from '@foyer/contracts';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useAim } from '../qa/use-aim.js';
import { live } from '../server/live.js';
import { notifyProblem, notifyStep } from '../ui/notify.js';
import { useProblemText } from '../ui/Problem.js';

export interface DeskAnswer {
  /** A word, or the number of a text. */
  name: string;
  /** As it is read. */
  text: string;
}
export type Hide = (click: { detail: number }, answer: DeskAnswer, hidden: boolean) => void;

/**
 * Takes answers to a poll off the screens and shows them again; each can be taken back where it is told. Several may be on
 * their way at once, of one answer only one.
 */
export function useHiding(poll: Pick<Poll, 'id'>): Hide {
  const { t } = useTranslation(['interactions', 'moderation']);
  const problemText = useProblemText();
  const aimed = useAim();
  const going = useRef(new Set<string>());
  const change = ({ name, text }: DeskAnswer, hidden: boolean): void => {
    if (going.current.has(name)) return;
    going.current.add(name);
    live
      .command('poll.hideAnswer', { poll: poll.id, answer: name, hidden })
      .then(() => {
        const back = { label: t('moderation:step.undo'), take: () => change({ name, text }, !hidden) };
        notifyStep({ title: t(hidden ? 'step.answer-hidden' : 'step.answer-shown'), text, back });
      })
      .catch((error: unknown) => notifyProblem(problemText(error)))
      .finally(() => going.current.delete(name));
  };
  return (click, answer, hidden) => {
    if (aimed(click)) change(answer, hidden);
  };
}
