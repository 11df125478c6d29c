import { mostSessionsAtOnce, type DraftSession } from '@foyer/contracts';
import { useTranslation } from 'react-i18next';
import { useEditor } from './editor-context.js';

/** Choosing sessions by key and mouse, said in words; and what an act on one of them is about. */
export function useChoosing() {
  const { t } = useTranslation('editor');
  const { store, words, selection, announce } = useEditor();
  return {
    toggle(id: string): void {
      const title = words.title(store.sheet.view(id)?.title ?? {});
      const said = selection.ids.has(id) ? 'said.deselected' : 'said.selected';
      announce(t(said, { title, count: selection.toggle(id) }));
    },
    /** All of these, and no others. */
    choose(ids: Iterable<string>, anchor: string | null): void {
      announce(t('selection.count', { count: selection.choose(ids, anchor) }));
    },
    clear(): void {
      selection.clear();
      announce(t('said.cleared'));
    },
    /** Whatever is done to one that is chosen is done to all that are. Empty where that is too many at once. */
    withOthers(session: DraftSession): readonly DraftSession[] {
      if (!selection.ids.has(session.id)) return [session];
      if (selection.sessions.length <= mostSessionsAtOnce) return selection.sessions;
      announce(t('selection.tooMany', { count: mostSessionsAtOnce }));
      return [];
    },
    /** Says where they are now. */
    saidOf(sessions: readonly DraftSession[], session: DraftSession): void {
      const view = store.sheet.view(session.id);
      const place = view ? words.place(view) : '';
      const many = sessions.length > 1 ? `${t('said.many.edited', { count: sessions.length })} ` : '';
      if (sessions.length > 0) announce(many + place);
    },
  };
}
