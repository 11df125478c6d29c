import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { DraftSession } from '@foyer/contracts';
import { useTranslation } from 'react-i18next';
import { useEditor } from './editor-context.js';
import { useDeeds } from './use-deeds.js';

/** Asked before a session goes with something that undoing does not bring back. */
export function RemoveDialog({ session, onClose }: { session: DraftSession; onClose: () => void }) {
  const { t } = useTranslation(['editor', 'common']);
  const { stage, words } = useEditor();
  const deeds = useDeeds();
  const count = stage.materials.filter((material) => material.session === session.id).length;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('removal.title', { title: words.title(session.title) })}
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
              deeds.removeNow(session);
            }}
          >
            {t('action.remove')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
