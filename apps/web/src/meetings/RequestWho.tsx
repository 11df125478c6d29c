import type { MeetingRequest } from '@foyer/contracts';
import { Group, Stack, Text } from '@mantine/core';
import { IconBuildingCommunity } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { PartnerWho } from './PartnerWho.js';

/** Whom a request is with, in a word: a person, or the organisation while nobody of it has answered. */
export function nameOf(request: Pick<MeetingRequest, 'other' | 'organisation'>): string {
  return request.other?.name ?? request.organisation?.name ?? '';
}

/** Whom a request is with. */
export function RequestWho({ request }: { request: MeetingRequest }) {
  const { t } = useTranslation('meetingRequests');
  if (request.other) return <PartnerWho partner={request.other} />;
  return (
    <Group gap="sm" wrap="nowrap" align="flex-start">
      <IconBuildingCommunity size={40} stroke={1.5} aria-hidden className="organisation-mark" />
      <Stack gap={0} flex={1} miw={0}>
        <Text fw={600}>{request.organisation?.name}</Text>
        <Text size="sm" c="dimmed">
          {t('organisation.anybody')}
        </Text>
      </Stack>
    </Group>
  );
}
