import type { DeskQuestion, LogStep, ModeratedQuestion, UsualReason } from '@foyer/contracts';
import { useRef, useState } from 'react';
import { live } from '../server/live.js';
import { notifyProblem } from '../ui/notify.js';
import { useProblemText } from '../ui/Problem.js';
import {
  actsOf,
  inColumns,
  mayMerge,
  neighbour,
  successor,
  walk,
  withTag,
  withWords,
  type Act,
  type Columns,
} from './desk-columns.js';
import { useDeskAsking, type Asking } from './use-desk-asking.js';
import { useCalmColumns } from './use-calm-columns.js';
import { useSteps } from './use-steps.js';

/** Which questions are shown. */
export interface Shown {
  /** Of one tag alone. */
  tag: string | null;
  /** With these words in them, or asked by whom they name. */
  words: string;
  askerOf: (question: DeskQuestion) => string;
}

/** In own words, or a usual reason. */
export type WhyAside = { reason: string } | { usual: UsualReason };

interface DeskControl {
  /** What is shown: of one tag alone where one is chosen, and what is searched for. */
  columns: Columns;
  all: Columns;
  /** For the list of a column, whose order stays under the pointer. */
  calming: ReturnType<typeof useCalmColumns>['calming'];
  selected: number | null;
  /** Questions on which the server has not answered yet. */
  busy: ReadonlySet<number>;
  asking: Asking | null;
  select: (question: number | null) => void;
  step: (step: 1 | -1) => void;
  act: (question: DeskQuestion, act: Act) => void;
  actOnSelected: (act: Act) => void;
  dismiss: (question: DeskQuestion, why: WhyAside) => void;
  /** @param approve publishes it as well */
  edit: (question: DeskQuestion, text: string, approve: boolean) => void;
  reply: (question: DeskQuestion, text: string) => void;
  merge: (question: DeskQuestion, into: DeskQuestion) => void;
  assign: (question: DeskQuestion, speaker: string | null) => void;
  /** @param question as it was when its tags were changed: what others do with them meanwhile stays. */
  tag: (question: DeskQuestion, tags: readonly string[]) => void;
  undo: () => void;
  undoing: boolean;
  cancel: () => void;
}

/** What somebody has written or chosen is sent however long the connection is away; it stays in its dialog until then. */
const patient = { patient: true };

/** The desk's state: what is selected and what is being done. */
export function useDesk(
  session: string,
  questions: readonly DeskQuestion[],
  votesOf: (id: number) => number,
  { tag, words, askerOf }: Shown,
): DeskControl {
  const problemText = useProblemText();
  const { shown: all, calming } = useCalmColumns(inColumns(questions, votesOf));
  const desk = withWords(withTag(all, tag), words, askerOf);
  const [selected, setSelected] = useState<number | null>(null);
  const [busy, setBusy] = useState<ReadonlySet<number>>(new Set());
  /** The same at once: two presses may come before the page is drawn anew. */
  const working = useRef(new Set<number>());
  const steps = useSteps(session, setSelected);
  const dialog = useDeskAsking((id) => walk(all).find((one) => one.id === id));

  /** One step at a time with each question. Undefined where another is on its way. */
  function start<T>({ id }: DeskQuestion, command: () => Promise<T>): Promise<T> | undefined {
    if (working.current.has(id)) return undefined;
    const mark = () => setBusy(new Set(working.current));
    working.current.add(id);
    mark();
    return command().finally(() => {
      working.current.delete(id);
      mark();
    });
  }
  const follow = (kind: LogStep, step: Promise<ModeratedQuestion>): Promise<ModeratedQuestion> => {
    steps.follow(kind, step);
    return step;
  };
  /** @param leaves whether the question leaves its column, so that the next one is selected */
  function send(
    question: DeskQuestion,
    kind: LogStep,
    leaves: boolean,
    command: () => Promise<ModeratedQuestion>,
  ) {
    const going = start(question, () => follow(kind, command()));
    if (!going) return;
    if (leaves) setSelected(successor(desk, question.id));
    going.catch((error: unknown) => notifyProblem(problemText(error)));
  }
  /** What a dialog has asked for: it closes once it is done. */
  function give(question: DeskQuestion, leaves: boolean, command: () => Promise<unknown>): void {
    const next = leaves ? successor(desk, question.id) : question.id;
    const going = start(question, command);
    if (!going) return;
    const done = () => setSelected((now) => (now === question.id ? next : now));
    dialog.wait(going, done);
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
        dialog.ask(wanted, question);
        break;
      case 'approve':
        send(question, 'approved', true, () => live.command('question.approve', { question: id, version }));
        break;
      case 'pin': {
        const pinned = !question.pinned;
        send(question, pinned ? 'pinned' : 'unpinned', false, () =>
          live.command('question.pin', { question: id, pinned }),
        );
        break;
      }
      case 'spotlight': {
        const answering = !question.answering;
        send(question, answering ? 'answering' : 'not-answering', false, () =>
          live.command('question.spotlight', { question: id, answering }),
        );
        break;
      }
      case 'answer':
        send(question, 'answered', true, () => live.command('question.answer', { question: id }));
        break;
      case 'unmerge':
        send(question, 'unmerged', true, () => live.command('question.unmerge', { question: id }));
    }
  }

  return {
    columns: desk,
    all,
    calming,
    selected,
    busy,
    asking: dialog.asking,
    select: setSelected,
    step: (step) => setSelected((before) => neighbour(desk, before, step)),
    act,
    actOnSelected: (wanted) => {
      const question = walk(desk).find((one) => one.id === selected);
      if (question) act(question, wanted);
    },
    dismiss: (question, why) =>
      give(question, true, () =>
        follow('dismissed', live.command('question.dismiss', { question: question.id, ...why }, patient)),
      ),
    edit: (question, text, approve) =>
      give(question, approve, async () => {
        const { id, version } = question;
        const edited =
          text === question.text
            ? question
            : await follow('edited', live.command('question.edit', { question: id, version, text }, patient));
        if (!approve) return;
        const seen = { question: id, version: edited.version };
        await follow('approved', live.command('question.approve', seen, patient));
      }),
    reply: (question, text) =>
      give(question, true, () =>
        follow('replied', live.command('question.reply', { question: question.id, text }, patient)),
      ),
    merge: (question, into) => {
      if (!mayMerge(question, into)) return;
      const input = { question: question.id, version: question.version, into: into.id };
      const command = () => live.command('question.merge', input, patient);
      if (dialog.asking) give(question, true, () => follow('merged', command()));
      else send(question, 'merged', true, command);
    },
    assign: (question, speaker) =>
      give(question, false, () =>
        follow(
          speaker === null ? 'unassigned' : 'assigned',
          live.command('question.assign', { question: question.id, speaker }, patient),
        ),
      ),
    tag: (question, tags) =>
      give(question, false, () => {
        const input = { question: question.id, tags: [...tags], from: question.tags };
        return follow('tagged', live.command('question.tag', input, patient));
      }),
    undo: steps.undo,
    undoing: steps.undoing,
    cancel: dialog.close,
  };
}
