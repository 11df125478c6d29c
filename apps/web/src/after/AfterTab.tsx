import type { Meeting } from '@foyer/contracts';
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconMessageCheck, IconUsersGroup } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEvent } from '../events/use-event.js';
import type { MyMeetings } from '../meetings/use-my-meetings.js';
import { Empty } from '../ui/Empty.js';
import { Loaded } from '../ui/Loaded.js';
import { useNow } from '../ui/use-now.js';
import { AfterCard } from './AfterCard.js';
import { useAfter } from './use-after.js';
import './after.css';

const spokenOf: readonly Meeting['state'][] = ['booked', 'held', 'missed'];

/** Meetings behind me, the newest first: what came of them, notes, days to follow up, contacts. */
export function AfterTab({ mine }: { mine: MyMeetings }) {
  const { t } = useTranslation('after');
  const { event } = useEvent();
  const after = useAfter();
  const now = useNow(event, 15_000);
  const past = mine.meetings
    .filter(({ state, startsAt }) => spokenOf.includes(state) && Date.parse(startsAt) <= now)
    .toReversed();
  if (past.length === 0) {
    return <Empty icon={<IconMessageCheck />} title={t('emptyTitle')} text={t('emptyText')} />;
  }
  return (
    <Loaded query={after}>
      {(known) => {
        const silent = past.filter(
          ({ id, outcome }) => !outcome && known.after.get(id)?.said === null,
        ).length;
        return (
          <Stack gap="md">
            <Group justify="space-between" gap="sm">
              <Stack gap={0}>
                <Title order={2}>{t('title')}</Title>
                <Text c="dimmed" role="status">
                  {silent > 0 ? t('waiting', { number: silent }) : t('allSaid')}
                </Text>
              </Stack>
              <Button
                component={Link}
                to={`/e/${event.slug}/contacts`}
                variant="default"
                leftSection={<IconUsersGroup size={20} aria-hidden />}
              >
                {t('people')}
              </Button>
            </Group>
            <Stack component="ul" gap="sm" className="plain-list">
              {past.map((meeting) => {
                const one = known.after.get(meeting.id);
                return (
                  one && (
                    <AfterCard
                      key={meeting.id}
                      meeting={meeting}
                      after={one}
                      contacts={meeting.participants
                        .filter(({ side }) => side !== meeting.side)
                        .flatMap(({ person }) => known.contacts.get(person) ?? [])}
                      mine={known.mine}
                    />
                  )
                );
              })}
            </Stack>
          </Stack>
        );
      }}
    </Loaded>
  );
}
