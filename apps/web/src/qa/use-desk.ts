import type { DeskQuestion } from '@foyer/contracts';
import { useState } from 'react';
import { live } from '../server/live.js';
import { notifyProblem } from '../ui/notify.js';
import { useProblemText } from '../ui/Problem.js';
import { actsOf, inColumns, neighbour, successor, walk, type Act, type Columns } from './desk-columns.js';

interface DeskControl {
  columns: Columns;
  selected: number | null;
  /** Questions on which the server has not answered yet. */
  busy: ReadonlySet<number>;
  /** The question whose reason is being asked for. */
  dismissing: DeskQuestion | null;
  select: (question: number) => void;
  step: (step: 1 | -1) => void;
  act: (question: DeskQuestion, act: Act) => void;
  actOnSelected: (act: Act) => void;
  confirmDismiss: (reason: string) => void;
  cancelDismiss: () => void;
}

/** The desk's state: what is selected and what is being done. */
export function useDesk(questions: readonly DeskQuestion[], votesOf: (id: number) => number): DeskControl {
  const problemText = useProblemText();
  const desk = inColumns(questions, votesOf);
  const [selected, setSelected] = useState<number | null>(null);
  const [busy, setBusy] = useState<ReadonlySet<number>>(new Set());
  const [dismissing, setDismissing] = useState<DeskQuestion | null>(null);

  function send(question: DeskQuestion, command: () => Promise<unknown>): void {
    const { id } = question;
    if (busy.has(id)) return;
    setBusy((before) => new Set(before).add(id));
    setSelected(successor(desk, id));
    command()
      .catch((error: unknown) => notifyProblem(problemText(error)))
      .finally(() =>
        setBusy((before) => {
          const rest = new Set(before);
          rest.delete(id);
          return rest;
        }),
      );
  }

  function act(question: DeskQuestion, wanted: Act): void {
    if (!actsOf(question).includes(wanted)) return;
    if (wanted === 'dismiss') setDismissing(question);
    else send(question, () => live.command(`question.${wanted}`, { question: question.id }));
  }

  return {
    columns: desk,
    selected,
    busy,
    dismissing,
    select: setSelected,
    step: (step) => setSelected((before) => neighbour(desk, before, step)),
    act,
    actOnSelected: (wanted) => {
      const question = walk(desk).find((one) => one.id === selected);
      if (question) act(question, wanted);
    },
    confirmDismiss: (reason) => {
      if (!dismissing) return;
      const { id } = dismissing;
      setDismissing(null);
      send(dismissing, () => live.command('question.dismiss', { question: id, reason }));
    },
    cancelDismiss: () => setDismissing(null),
  };
}
