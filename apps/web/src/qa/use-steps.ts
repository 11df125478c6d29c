import { isProblem, type CommandAnswer } from '@foyer/client';
import type { LogStep, ModeratedQuestion } from '@foyer/contracts';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { live } from '../server/live.js';
import { hideStep, notifyProblem, notifyStep } from '../ui/notify.js';
import { useProblemText } from '../ui/Problem.js';

interface Steps {
  /** A step is on its way: undoing waits for it, and its answer is told with a way back. */
  follow: (kind: LogStep, step: Promise<ModeratedQuestion>) => void;
  /** Undoes the last step that was done here; where none was, the last one of the moderator anywhere. */
  undo: () => void;
  undoing: boolean;
}

/**
 * The moderator's own steps on this page, each of which can be taken back by the one button that tells of it.
 * @param onUndone the question that is as it was
 */
export function useSteps(session: string, onUndone: (question: number) => void): Steps {
  const { t } = useTranslation(['interactions', 'moderation']);
  const problemText = useProblemText();
  const [undoing, setUndoing] = useState(false);
  /** Numbers of the steps done here that are not undone, in their order. */
  const done = useRef<number[]>([]);
  const onTheWay = useRef<Promise<unknown>>(Promise.resolve());
  const busy = useRef(false);
  /** Pressed once more while an undoing was under way. */
  const again = useRef(false);
  useEffect(() => hideStep, []);

  const undo = useCallback(
    async (meant?: number): Promise<void> => {
      if (busy.current) {
        // Once more, but only that: who presses on without a connection does not mean all they have done.
        again.current ||= meant === undefined;
        return;
      }
      busy.current = true;
      setUndoing(true);
      try {
        let which = meant;
        do {
          again.current = false;
          // What was pressed just before is a step by then.
          await onTheWay.current;
          await undoOne(which ?? done.current.at(-1));
          which = undefined;
        } while (again.current);
      } catch (error) {
        // Something was done in another window: from here on, the server knows best which one was the last.
        if (isProblem(error, 'step_not_last')) done.current = [];
        hideStep();
        notifyProblem(problemText(error));
      } finally {
        again.current = false;
        busy.current = false;
        setUndoing(false);
      }
    },
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- words and what follows are those of the moment
    [session],
  );

  async function undoOne(step: number | undefined): Promise<void> {
    const undone = await live.command(
      'moderation.undo',
      { session, ...(step === undefined ? {} : { step }) },
      { patient: true },
    );
    done.current = done.current.filter((one) => one !== step);
    onUndone(undone.id);
    tellUndone(undone);
  }

  function tellUndone({ undid, text }: CommandAnswer<'moderation.undo'>): void {
    notifyStep({
      title: undid ? t('log.undoes', { step: t(`step.${undid}`) }) : t('moderation:undone'),
      text,
    });
  }

  return {
    undoing,
    undo: () => void undo(),
    follow: (kind, going) => {
      const told = going.then(
        ({ step, text }) => {
          if (step === undefined) return;
          done.current.push(step);
          const back = { label: t('moderation:step.undo'), take: () => void undo(step) };
          notifyStep({ title: t(`step.${kind}`), text, back });
        },
        // Told by whoever asked for the step.
        () => undefined,
      );
      onTheWay.current = Promise.all([onTheWay.current, told]);
    },
  };
}
