import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ListedSpeaker } from '@foyer/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction } from '../server/api.js';
import { Problem } from '../ui/Problem.js';

/** Removes a speaker, after asking once more. */
export function RemoveSpeaker({ speaker, onDone }: { speaker: ListedSpeaker; onDone: () => void }) {
  const { t } = useTranslation(['speakers', 'common']);
  const { event } = useEvent();
  const [asking, setAsking] = useState(false);
  const remove = useAction('deleteSpeaker', { stale: ['listSpeakers', 'listCrew', 'getAgenda'] });
  return (
    <>
      <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
        {t('remove.open')}
      </Button>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('remove.title', { name: speaker.name })}
        closeButtonProps={{ 'aria-label': t('common:action.close') }}
      >
        <Stack>
          <Text>{t('remove.sure')}</Text>
          <Problem error={remove.error} />
          <Group>
            <Button
              color="red"
              loading={remove.isPending}
              onClick={() => {
                const params = { event: event.slug, speaker: speaker.slug };
                remove.mutateAsync({ params }).then(onDone, () => undefined);
              }}
            >
              {t('remove.open')}
            </Button>
            <Button variant="subtle" onClick={() => setAsking(false)}>
              {t('cancel')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
