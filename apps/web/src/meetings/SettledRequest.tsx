import { Card, Group, Stack, Text } from '@mantine/core';
import type { Meeting, MeetingRequest } from '@foyer/contracts';
import { IconArrowBackUp, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { nameOf, RequestWho } from './RequestWho.js';

/** A request that came to nothing, and why where that was said. */
export function SettledRequest({
  request,
  refused,
}: {
  request: MeetingRequest;
  /** The organisers did not approve the meeting, and why where they said. */
  refused: Meeting['refused'];
}) {
  const { t } = useTranslation(['meetings', 'meetingRequests']);
  const name = nameOf(request);
  const mine = (request.state === 'declined') === (request.direction === 'received');
  const words = () => {
    if (request.takenBy !== null) return t('meetingRequests:standing.takenDone', { name: request.takenBy });
    if (request.state === 'expired') return t('meetingRequests:standing.expired');
    if (refused) {
      const { reason } = refused;
      return reason === null
        ? t('meetingRequests:approval.refused')
        : t('meetingRequests:approval.refusedWhy', { reason });
    }
    if (request.state === 'cancelled') return t('requests.cancelled', { name });
    if (request.state === 'withdrawn') {
      return mine ? t('requests.withdrawnByMe') : t('requests.withdrawnByThem', { name });
    }
    return mine ? t('requests.declinedByMe') : t('requests.declinedByThem', { name });
  };
  const Icon = request.state === 'declined' ? IconX : IconArrowBackUp;
  return (
    <Card component="li" className="foyer-card">
      <Stack gap="xs">
        <RequestWho request={request} />
        <Group gap={6} wrap="nowrap" c="dimmed">
          <Icon size={18} aria-hidden />
          <Text size="sm">{words()}</Text>
        </Group>
        {request.reason && <Text size="sm">{t('requests.reason', { reason: request.reason })}</Text>}
      </Stack>
    </Card>
  );
}
