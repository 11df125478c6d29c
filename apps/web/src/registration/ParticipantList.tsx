import { Button, Stack, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction, type Answer } from '../server/api.js';
import { Empty } from '../ui/Empty.js';
import { Problem } from '../ui/Problem.js';
import { ParticipantCards, ParticipantTable } from './ParticipantRows.js';
import type { Filters } from './use-filters.js';

const nextPage = 200;

interface ParticipantListProps {
  first: Answer<'listParticipants'>;
  filters: Filters;
  onClear: () => void;
}

/** A table, or cards where there is no room for one; more of them on request. */
export function ParticipantList({ first, filters, onClear }: ParticipantListProps) {
  const { t } = useTranslation('registration');
  const { event } = useEvent();
  const small = useMediaQuery('(max-width: 40em)');
  const read = useAction('listParticipants');
  const [more, setMore] = useState<Pick<Answer<'listParticipants'>, 'participants' | 'next'>[]>([]);
  const participants = [first, ...more].flatMap((page) => page.participants);
  const next = (more.at(-1) ?? first).next;
  const filtered = Object.values(filters).some(Boolean);

  if (participants.length === 0) {
    return (
      <Empty
        icon={<IconUsers />}
        title={t(filtered ? 'participants.nothingTitle' : 'participants.emptyTitle')}
        text={t(filtered ? 'participants.nothingText' : 'participants.emptyText')}
        action={
          filtered && (
            <Button variant="default" onClick={onClear}>
              {t('participants.clear')}
            </Button>
          )
        }
      />
    );
  }
  return (
    <Stack gap="md">
      <Text c="dimmed" role="status">
        {t('participants.count', { count: first.counts.total })}
      </Text>
      {small ? (
        <ParticipantCards participants={participants} />
      ) : (
        <ParticipantTable participants={participants} />
      )}
      <Problem error={read.error} />
      {next !== null && (
        <Button
          variant="default"
          loading={read.isPending}
          onClick={() =>
            read.mutate(
              { params: { event: event.slug }, query: { ...filters, limit: nextPage, after: next } },
              { onSuccess: (page) => setMore([...more, page]) },
            )
          }
        >
          {t('participants.more')}
        </Button>
      )}
    </Stack>
  );
}
