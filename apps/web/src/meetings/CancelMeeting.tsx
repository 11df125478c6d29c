import { Button, Group, Stack, Text } from '@mantine/core';
import type { Meeting } from '@foyer/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction } from '../server/api.js';
import { Problem } from '../ui/Problem.js';

/** Calls the meeting off, after asking once more. */
export function CancelMeeting({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation('meetings');
  const { event } = useEvent();
  const [asking, setAsking] = useState(false);
  const cancel = useAction('cancelMeeting', { stale: ['listMyMeetings', 'listMutualSlots'] });
  const { name } = meeting.other;
  if (!asking) {
    return (
      <Group>
        <Button
          variant="subtle"
          color="gray"
          px="xs"
          onClick={() => setAsking(true)}
          aria-label={t('cancel.openWith', { name })}
        >
          {t('cancel.open')}
        </Button>
      </Group>
    );
  }
  return (
    <Stack gap="sm" role="group" aria-label={t('cancel.openWith', { name })}>
      <Text size="sm">{t('cancel.sure', { name })}</Text>
      <Problem error={cancel.error} />
      <Group>
        <Button variant="default" onClick={() => setAsking(false)} data-autofocus>
          {t('cancel.keep')}
        </Button>
        <Button
          color="red"
          loading={cancel.isPending}
          onClick={() => cancel.mutate({ params: { event: event.slug, meeting: meeting.id } })}
        >
          {t('cancel.send')}
        </Button>
      </Group>
    </Stack>
  );
}
