import { Button, Card, Group, Stack, Text } from '@mantine/core';
import type { MeetingRequest } from '@foyer/contracts';
import { IconArrowBackUp, IconHourglass } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction } from '../server/api.js';
import { Problem } from '../ui/Problem.js';
import { Message } from './Message.js';
import { nameOf, RequestWho } from './RequestWho.js';

/** I asked, and wait. */
export function SentRequest({ request }: { request: MeetingRequest }) {
  const { t } = useTranslation('meetings');
  const { event } = useEvent();
  const withdraw = useAction('withdrawRequest', { stale: ['listPartners'] });
  const name = nameOf(request);
  return (
    <Card component="li" className="foyer-card">
      <Stack gap="sm">
        <RequestWho request={request} />
        <Message request={request} />
        <Problem error={withdraw.error} />
        <Group justify="space-between">
          <Group gap={6} c="dimmed" wrap="nowrap">
            <IconHourglass size={18} aria-hidden />
            <Text size="sm">{t('requests.waiting', { name })}</Text>
          </Group>
          <Button
            variant="default"
            leftSection={<IconArrowBackUp size={20} aria-hidden />}
            loading={withdraw.isPending}
            onClick={() => withdraw.mutate({ params: { event: event.slug, request: request.id } })}
            aria-label={t('withdraw.from', { name })}
          >
            {t('withdraw.button')}
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}
