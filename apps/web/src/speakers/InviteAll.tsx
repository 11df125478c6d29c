import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ListedSpeaker } from '@foyer/contracts';
import { IconMail } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction } from '../server/api.js';
import { Problem } from '../ui/Problem.js';
import { notifyDone } from '../ui/notify.js';

/** Mails everybody who has not claimed their profile, after saying how many they are. */
export function InviteAll({ speakers }: { speakers: readonly ListedSpeaker[] }) {
  const { t } = useTranslation(['speakers', 'common']);
  const { event } = useEvent();
  const [asking, setAsking] = useState(false);
  const invite = useAction('inviteSpeakers', { stale: ['listSpeakers'] });
  const waiting = speakers.filter(({ claim }) => claim === 'unclaimed' || claim === 'invited');
  const count = waiting.length;
  const again = waiting.filter(({ claim }) => claim === 'invited').length;
  if (count === 0) return null;
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconMail size={20} aria-hidden />}
        onClick={() => setAsking(true)}
      >
        {t('invite.all', { count })}
      </Button>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('invite.title')}
        closeButtonProps={{ 'aria-label': t('common:action.close') }}
      >
        <Stack>
          <Text>{t('invite.sure', { count })}</Text>
          {again > 0 && <Text c="dimmed">{t('invite.again', { count: again })}</Text>}
          <Problem error={invite.error} />
          <Group>
            <Button
              loading={invite.isPending}
              onClick={() =>
                invite.mutate(
                  {
                    params: { event: event.slug },
                    body: { speakers: waiting.map(({ id }) => id).slice(0, 500) },
                  },
                  {
                    onSuccess: ({ invited }) => {
                      setAsking(false);
                      notifyDone(t('invite.sent', { count: invited }));
                    },
                  },
                )
              }
            >
              {t('invite.send')}
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
