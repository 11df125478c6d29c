import type { DraftSession } from '@foyer/contracts';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { notifyProblem } from '../ui/notify.js';
import { useProblemText } from '../ui/Problem.js';
import { useEditor } from './editor-context.js';
import type { Undone } from './history.js';

/** What buttons and keys do alike, each said in words. */
export interface Deeds {
  undo: () => void;
  redo: () => void;
  /** @returns whether it is done: it asks first where something would be lost for good */
  remove: (session: DraftSession) => boolean;
  removeNow: (session: DraftSession) => void;
  restore: (session: DraftSession, released?: boolean) => void;
}

export function useDeeds(): Deeds {
  const { t } = useTranslation('editor');
  const { store, stage, words, announce, show, open } = useEditor();
  const problemText = useProblemText();
  return useMemo(() => {
    const failed = (error: unknown): void => notifyProblem(problemText(error));
    const said = (done: Undone | null, prefix: string, none: string): void => {
      if (!done) return announce(none);
      const { session, deed } = done;
      const view = session && store.sheet.view(session.id);
      if (deed === 'removed')
        announce(`${prefix} ${t('said.removed', { title: words.title(session?.title ?? {}) })}`);
      else if (view) announce(`${prefix} ${words.place(view)}`);
      else announce(prefix);
      if (view) show(view.id);
    };
    const removeNow = (session: DraftSession): void => {
      announce(t('said.removed', { title: words.title(session.title) }));
      store.remove(session.id).catch(failed);
    };
    return {
      undo: () =>
        void store.history
          .undo()
          .then((done) => said(done, t('said.undone'), t('said.nothingToUndo')))
          .catch(failed),
      redo: () =>
        void store.history
          .redo()
          .then((done) => said(done, t('said.redone'), t('said.nothingToRedo')))
          .catch(failed),
      remove: (session) => {
        const lost = session.state === 'new' && stage.materials.some((one) => one.session === session.id);
        if (lost) open({ what: 'remove', session });
        else removeNow(session);
        return !lost;
      },
      removeNow,
      restore: (session, released = false) => {
        announce(t('said.restored', { title: words.title(session.title) }));
        store.restore(session.id, released).catch(failed);
      },
    };
  }, [t, store, stage, words, announce, show, open, problemText]);
}
