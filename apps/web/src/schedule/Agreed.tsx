import { Button, Card, Group, Stack, Text } from '@mantine/core';
import type { MeetingRequest } from '@foyer/contracts';
import { IconHourglass, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { nameOf, RequestWho } from '../meetings/RequestWho.js';
import { useAction } from '../server/api.js';
import { notifyDone } from '../ui/notify.js';
import { Problem } from '../ui/Problem.js';

/** Two who have agreed to meet and wait until the schedule says when. */
export function Agreed({ request }: { request: MeetingRequest }) {
  const { t } = useTranslation('schedule');
  const { event } = useEvent();
  const callOff = useAction('callOffAgreement', { stale: ['listMyMeetings'], once: true });
  const name = nameOf(request);
  return (
    <Card component="li" className="foyer-card">
      <Stack gap="xs">
        <RequestWho request={request} />
        <Group gap={6} wrap="nowrap" align="flex-start">
          <IconHourglass size={18} aria-hidden />
          <Text size="sm">{t('agree.waiting')}</Text>
        </Group>
        <Problem error={callOff.error} />
        <Group justify="flex-end">
          <Button
            variant="default"
            leftSection={<IconX size={20} aria-hidden />}
            loading={callOff.isPending}
            aria-label={`${t('agree.callOff')}: ${name}`}
            onClick={() =>
              callOff.mutate(
                { params: { event: event.slug, request: request.id } },
                { onSuccess: () => notifyDone(t('agree.calledOff', { name })) },
              )
            }
          >
            {t('agree.callOff')}
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}
