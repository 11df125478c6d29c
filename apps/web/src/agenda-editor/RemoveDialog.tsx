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
  const count = stage.materials.filter(({ session }) => sessions.some(({ id }) => id === session)).length;
  const title = sessions.map((session) => words.title(session.title)).join(', ');
  const go = () => {
    if (by === 'undo') deeds.undoNow();
    else if (by === 'redo') deeds.redoNow();
    else sessions.forEach(deeds.removeNow);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('removal.title', { title })}
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
