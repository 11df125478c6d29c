import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { DraftSession } from '@foyer/contracts';
import { useTranslation } from 'react-i18next';
import { useEditor } from './editor-context.js';
import { useDeeds } from './use-deeds.js';

interface RemoveDialogProps {
  sessions: readonly DraftSession[];
  by: 'remove' | 'undo' | 'redo';
  onClose: () => void;
}

/** Asked before sessions go with something that undoing does not bring back. */
export function RemoveDialog({ sessions, by, onClose }: RemoveDialogProps) {
  const { t } = useTranslation(['editor', 'common']);
  const { stage, words } = useEditor();
  const deeds = useDeeds();
  const [first] = sessions;
  const fresh = new Set(sessions.filter(({ state }) => state === 'new').map(({ id }) => id));
  const count = stage.materials.filter((material) => fresh.has(material.session)).length;
  const go = () => {
    if (by === 'undo') deeds.undoNow();
    else if (by === 'redo') deeds.redoNow();
    else deeds.removeNow(...sessions);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={
        sessions.length > 1
          ? t('removal.many', { count: sessions.length })
          : t('removal.title', { title: words.title(first?.title ?? {}) })
      }
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
      centered
    >
      <Stack>
        <Text>{t('removal.materials', { count })}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('action.cancel')}
          </Button>
          <Button
            color="red.9"
            onClick={() => {
              onClose();
              go();
            }}
          >
            {t('action.remove')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
