import type { DeskQuestion } from '@foyer/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { live } from '../server/live.js';
import { notifyDone, notifyProblem } from '../ui/notify.js';
import { useProblemText } from '../ui/Problem.js';
import {
  actsOf,
  inColumns,
  mayMerge,
  neighbour,
  successor,
  walk,
  withTag,
  type Act,
  type Columns,
} from './desk-columns.js';

/** What is asked for before an act can be done. */
export interface Asking {
  act: 'dismiss' | 'edit' | 'merge' | 'reply' | 'assign' | 'tag';
  /** As it was when the act was chosen. */
  question: DeskQuestion;
}

interface DeskControl {
  /** What is shown: of one tag alone where one is chosen. */
  columns: Columns;
  all: Columns;
  selected: number | null;
  /** Questions on which the server has not answered yet. */
  busy: ReadonlySet<number>;
  asking: Asking | null;
  select: (question: number) => void;
  step: (step: 1 | -1) => void;
  act: (question: DeskQuestion, act: Act) => void;
  actOnSelected: (act: Act) => void;
  dismiss: (question: DeskQuestion, reason: string) => void;
  /** @param approve publishes it as well */
  edit: (question: DeskQuestion, text: string, approve: boolean) => void;
  reply: (question: DeskQuestion, text: string) => void;
  merge: (question: DeskQuestion, into: DeskQuestion) => void;
  assign: (question: DeskQuestion, speaker: string | null) => void;
  /** @param question as it was when its tags were changed: what others do with them meanwhile stays. */
  tag: (question: DeskQuestion, tags: readonly string[]) => void;
  undo: () => void;
  cancel: () => void;
}

/** The desk's state: what is selected and what is being done. */
export function useDesk(
  session: string,
  questions: readonly DeskQuestion[],
  votesOf: (id: number) => number,
  tag: string | null,
): DeskControl {
  const { t } = useTranslation('moderation');
  const problemText = useProblemText();
  const all = inColumns(questions, votesOf);
  const desk = withTag(all, tag);
  const [selected, setSelected] = useState<number | null>(null);
  const [busy, setBusy] = useState<ReadonlySet<number>>(new Set());
  const [asking, setAsking] = useState<Asking | null>(null);

  /** @param leaves whether the question leaves its column, so that the next one is selected */
  function send({ id }: DeskQuestion, command: () => Promise<unknown>, leaves = true): void {
    setAsking(null);
    if (busy.has(id)) return;
    setBusy((before) => new Set(before).add(id));
    if (leaves) setSelected(successor(desk, id));
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
    const allowed = actsOf(question);
    if (!allowed.includes(wanted)) return;
    const { id, version } = question;
    switch (wanted) {
      case 'dismiss':
      case 'edit':
      case 'merge':
      case 'reply':
      case 'assign':
      case 'tag':
        setAsking({ act: wanted, question });
        break;
      case 'approve':
        send(question, () => live.command('question.approve', { question: id, version }));
        break;
      case 'pin':
        send(question, () => live.command('question.pin', { question: id, pinned: !question.pinned }), false);
        break;
      case 'spotlight': {
        const answering = !question.answering;
        send(question, () => live.command('question.spotlight', { question: id, answering }), false);
        break;
      }
      case 'answer':
      case 'unmerge':
        send(question, () => live.command(`question.${wanted}`, { question: id }));
    }
  }

  return {
    columns: desk,
    all,
    selected,
    busy,
    asking,
    select: setSelected,
    step: (step) => setSelected((before) => neighbour(desk, before, step)),
    act,
    actOnSelected: (wanted) => {
      const question = walk(desk).find((one) => one.id === selected);
      if (question) act(question, wanted);
    },
    dismiss: (question, reason) =>
      send(question, () => live.command('question.dismiss', { question: question.id, reason })),
    edit: (question, text, approve) =>
      send(
        question,
        async () => {
          const { id, version } = question;
          const edited =
            text === question.text
              ? question
              : await live.command('question.edit', { question: id, version, text });
          if (approve) await live.command('question.approve', { question: id, version: edited.version });
        },
        approve,
      ),
    reply: (question, text) =>
      send(question, () => live.command('question.reply', { question: question.id, text })),
    merge: (question, into) => {
      if (!mayMerge(question, into)) return;
      const { id, version } = question;
      send(question, () => live.command('question.merge', { question: id, version, into: into.id }));
    },
    assign: (question, speaker) =>
      send(question, () => live.command('question.assign', { question: question.id, speaker }), false),
    tag: (question, tags) =>
      send(
        question,
        () => live.command('question.tag', { question: question.id, tags: [...tags], from: question.tags }),
        false,
      ),
    undo: () => {
      live.command('moderation.undo', { session }).then(
        ({ id }) => {
          setSelected(id);
          notifyDone(t('undone'));
        },
        (error: unknown) => notifyProblem(problemText(error)),
      );
    },
    cancel: () => setAsking(null),
  };
}
