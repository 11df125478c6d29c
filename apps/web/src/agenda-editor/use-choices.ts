import { useTranslation } from 'react-i18next';
import { useEditor } from './editor-context.js';

interface Choice {
  value: string;
  label: string;
}

/** The rooms, and none. */
export function useRoomChoices(): Choice[] {
  const { t } = useTranslation('editor');
  const { stage, words } = useEditor();
  return [
    { value: '', label: t('grid.noRoom') },
    ...stage.rooms.map(({ id, name }) => ({ value: id, label: words.title(name) })),
  ];
}

/** The tracks, and none. */
export function useTrackChoices(): Choice[] {
  const { t } = useTranslation('editor');
  const { stage, words } = useEditor();
  return [
    { value: '', label: t('form.none') },
    ...stage.tracks.map(({ id, name }) => ({ value: id, label: words.title(name) })),
  ];
}
