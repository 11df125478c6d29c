import type { DraftSession } from '@foyer/contracts';
import { isProblem } from '@foyer/client';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { notifyProblem } from '../ui/notify.js';
import { useProblemText } from '../ui/Problem.js';
import { useEditor } from './editor-context.js';
import type { Spare, Undone } from './history.js';

/** What buttons and keys do alike, each said in words. */
export interface Deeds {
  /** They, too, ask first where something would be lost for good, unless one is certain. */
  undo: () => void;
  redo: () => void;
  undoNow: () => void;
  redoNow: () => void;
  /** @returns whether it is done: it asks first where something would be lost for good */
  remove: (...sessions: readonly DraftSession[]) => boolean;
  removeNow: (...sessions: readonly DraftSession[]) => void;
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
      if (done.deed === 'spared') return;
      const { session, deed, count } = done;
      const view = session && store.sheet.view(session.id);
      if (count > 1) announce(`${prefix} ${t(`said.many.${deed}`, { count })}`);
      else if (deed === 'removed')
        announce(`${prefix} ${t('said.removed', { title: words.title(session?.title ?? {}) })}`);
      else if (view) announce(`${prefix} ${words.place(view)}`);
      else announce(prefix);
      if (view) show(view.id);
    };
    const removeNow = (...sessions: readonly DraftSession[]): void => {
      const [first] = sessions;
      announce(
        sessions.length > 1
          ? t('said.removedMany', { count: sessions.length })
          : t('said.removed', { title: words.title(first?.title ?? {}) }),
      );
      store.removals.remove(...sessions.map(({ id }) => id)).catch((error: unknown) => {
        // Somebody has changed one of them, which is to be seen before it goes.
        if (isProblem(error, 'edit_conflict')) announce(t('said.meanwhile'));
        else failed(error);
      });
    };
    const asks =
      (by: 'remove' | 'undo' | 'redo'): Spare =>
      (leaving) => {
        // What was released keeps its own until the next release, and comes back with it.
        const fresh = new Set(leaving.filter(({ state }) => state === 'new').map(({ id }) => id));
        const lost = stage.materials.some(({ session }) => fresh.has(session));
        if (lost) open({ what: 'remove', sessions: leaving, by });
        return lost;
      };
    const undo = (spare?: Spare): void =>
      void store.history
        .undo(spare)
        .then((done) => said(done, t('said.undone'), t('said.nothingToUndo')))
        .catch(failed);
    const redo = (spare?: Spare): void =>
      void store.history
        .redo(spare)
        .then((done) => said(done, t('said.redone'), t('said.nothingToRedo')))
        .catch(failed);
    return {
      undo: () => undo(asks('undo')),
      redo: () => redo(asks('redo')),
      undoNow: () => undo(),
      redoNow: () => redo(),
      remove: (...sessions) => {
        const asked = asks('remove')(sessions);
        if (!asked) removeNow(...sessions);
        return !asked;
      },
      removeNow,
      restore: (session, released = false) => {
        announce(t('said.restored', { title: words.title(session.title) }));
        store.removals.restore(session.id, released).catch(failed);
      },
    };
  }, [t, store, stage, words, announce, show, open, problemText]);
}
