import { Group, Text } from '@mantine/core';
import type { MeetingRequest } from '@foyer/contracts';
import { formatDayTime } from '@foyer/locales';
import { IconArrowsExchange, IconHourglass, IconMessageQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useReader } from '../ui/use-reader.js';
import { nameOf } from './RequestWho.js';

/** How an open request stands, in one sentence: who has asked or proposed what, and whose turn it is. */
export function RequestStanding({ request }: { request: MeetingRequest }) {
  const { t } = useTranslation('meetingRequests');
  const name = nameOf(request);
  const words = () => {
    if (request.takenBy !== null) return t('standing.taken', { name: request.takenBy });
    if (request.state === 'accepted') return t('standing.offered');
    if (request.turn === 'theirs') {
      return request.rounds > 0 ? t('standing.youProposed', { name }) : t('standing.youAsked', { name });
    }
    if (request.rounds > 0) return t('standing.theyProposed', { name });
    return request.organisation
      ? t('standing.organisationAsked', { organisation: request.organisation.name })
      : t('standing.theyAsked', { name });
  };
  const Icon =
    request.turn === 'theirs' || request.takenBy !== null
      ? IconHourglass
      : request.rounds > 0
        ? IconArrowsExchange
        : IconMessageQuestion;
  return (
    <Group gap={6} wrap="nowrap" c="dimmed" align="flex-start">
      <Icon size={18} aria-hidden className="standing-icon" />
      <Text size="sm">{words()}</Text>
    </Group>
  );
}

/** Until when there is time to answer. */
export function AnswerBy({ request }: { request: MeetingRequest }) {
  const { t } = useTranslation('meetingRequests');
  const reader = useReader();
  if (request.expiresAt === null) return null;
  return (
    <Text size="sm" c="dimmed">
      {t('standing.until', { when: formatDayTime(request.expiresAt, reader) })}
    </Text>
  );
}
