import { isProblem } from '@foyer/client';
import type { DeskQuestion } from '@foyer/contracts';
import { useRef, useState } from 'react';
import { notifyProblem } from '../ui/notify.js';
import { useProblemText } from '../ui/Problem.js';

/** What is asked for before an act can be done. */
export interface Asking {
  act: 'dismiss' | 'edit' | 'merge' | 'reply' | 'assign' | 'tag';
  /** As it was when the act was chosen; as it is now where the act was refused since the two differ. */
  question: DeskQuestion;
  /** Its words are not those any more that it had when the act was chosen. */
  changed: boolean;
  sending: boolean;
  /** Why it was refused. */
  problem: unknown;
  /** What was written here before and neither sent nor thrown away. */
  draft: string | undefined;
  /** Keeps what is written; undefined: throws it away. */
  keep: (draft: string | undefined) => void;
}

interface AskingControl {
  asking: Asking | null;
  ask: (act: Asking['act'], question: DeskQuestion) => void;
  /** The dialog's act is on its way: it closes once that is done, and says why where it is refused. */
  wait: (going: Promise<unknown>, done: () => void) => void;
  close: () => void;
}

/** The desk's dialogs. What somebody has written there is thrown away by nothing but their own word. */
export function useDeskAsking(latest: (question: number) => DeskQuestion | undefined): AskingControl {
  const problemText = useProblemText();
  const [open, setOpen] = useState<Omit<Asking, 'changed'> | null>(null);
  /** Counts dialogs: an answer may come once another one is open. */
  const number = useRef(0);
  const drafts = useRef(new Map<string, string>());
  const close = () => {
    number.current++;
    setOpen(null);
  };
  return {
    asking: open && asIs(open, latest),
    ask: (act, question) => {
      number.current++;
      // What was made of other words would overwrite these unread.
      const key = [act, question.id, act === 'edit' ? question.text : ''].join('/');
      setOpen({
        ...{ act, question, sending: false, problem: null, draft: drafts.current.get(key) },
        keep: (draft) => {
          if (draft === undefined) drafts.current.delete(key);
          else drafts.current.set(key, draft);
        },
      });
    },
    wait: (going, done) => {
      const mine = number.current;
      setOpen((now) => now && { ...now, sending: true, problem: null });
      going.then(
        () => {
          open?.keep(undefined);
          done();
          if (number.current === mine) close();
        },
        (problem: unknown) => {
          if (number.current === mine) setOpen((now) => now && { ...now, sending: false, problem });
          else notifyProblem(problemText(problem));
        },
      );
    },
    close,
  };
}

/** Whoever was refused since the question has changed has it before them as it is, and may say so again. */
function asIs(open: Omit<Asking, 'changed'>, latest: (question: number) => DeskQuestion | undefined): Asking {
  const refused =
    (open.act === 'edit' || open.act === 'merge') && isProblem(open.problem, 'question_changed');
  const question = refused ? latest(open.question.id) : undefined;
  return {
    ...open,
    question: question ?? open.question,
    changed: question !== undefined && question.text !== open.question.text,
  };
}
