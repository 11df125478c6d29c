import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import type { PlannedMeeting, ScheduleRun } from '@foyer/contracts';
import { IconPin, IconPinnedOff, IconStar, IconStarOff } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction, type Answer } from '../server/api.js';
import { EventTime } from '../ui/EventTime.js';
import { Problem } from '../ui/Problem.js';
import type { PictureModel } from './picture-model.js';

interface PersonDayProps {
  plan: Answer<'getSchedulePlan'>;
  at: readonly number[];
  model: PictureModel;
  /** By their place in the plan. */
  person: number;
  run: ScheduleRun;
}

/** One person's day in a plan; here meetings are pinned, and put before others. */
export function PersonDay({ plan, at, model, person, run }: PersonDayProps) {
  const { t } = useTranslation('schedule');
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(person);
  // Who chooses somebody else from the list below is led here.
  useEffect(() => {
    if (shown.current !== person) heading.current?.focus();
    shown.current = person;
  }, [person]);
  const who = plan.people[person];
  const mine = plan.meetings
    .map((meeting, i) => ({ meeting, column: at[i] ?? -1 }))
    .filter(({ meeting }) => meeting.a === person || meeting.b === person)
    // What has no time comes last.
    .sort((one, other) => (one.column < 0 ? 1 : other.column < 0 ? -1 : one.column - other.column));
  return (
    <Stack component="section" gap="xs" aria-labelledby="schedule-person">
      <Title order={4} id="schedule-person" ref={heading} tabIndex={-1}>
        {who?.name}
      </Title>
      <Text c="dimmed">{who?.organisation}</Text>
      <Text className="tabular">{t('person.placed', model.fareOf(person))}</Text>
      <ul className="plain-list">
        {mine.map(({ meeting, column }) => (
          <Row
            key={meeting.request}
            plan={plan}
            meeting={meeting}
            column={column}
            person={person}
            run={run}
          />
        ))}
      </ul>
      <Text size="sm" c="dimmed">
        {t('person.forNext')}
      </Text>
    </Stack>
  );
}

interface RowProps extends Pick<PersonDayProps, 'plan' | 'person' | 'run'> {
  meeting: PlannedMeeting;
  column: number;
}

function Row({ plan, meeting, column, person }: RowProps) {
  const { t } = useTranslation('schedule');
  const { event } = useEvent();
  const wish = useAction('setScheduleWish', { stale: ['getSchedulePlan', 'getSchedule'] });
  const other = plan.people[meeting.a === person ? meeting.b : meeting.a];
  const name = other?.name ?? '';
  const time = plan.columns[column];
  const set = (part: { slot?: string | null; priority?: boolean }) =>
    wish.mutate({
      params: { event: event.slug, request: meeting.request },
      body: {
        slot: meeting.pinned ? (time?.slot ?? null) : null,
        priority: meeting.priority,
        ...part,
      },
    });
  const changed = (meeting.from ?? -1) !== column;
  return (
    <li className="schedule-row">
      <Group justify="space-between" align="flex-start" gap="xs">
        <Stack gap={2} flex="1 1 180px" miw={0}>
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            {name}
          </Text>
          {time ? (
            <EventTime start={time.startsAt} end={time.endsAt} timeZone={event.timeZone} size="sm" />
          ) : (
            <Text size="sm">{t('person.none')}</Text>
          )}
          <Group gap={6}>
            {changed && time && <Badge>{t('picture.changed')}</Badge>}
            {meeting.pinned && (
              <Badge leftSection={<IconPin size={14} aria-hidden />}>{t('picture.pinned')}</Badge>
            )}
            {meeting.fixed && !meeting.pinned && <Badge color="gray">{t('person.fixed')}</Badge>}
          </Group>
        </Stack>
        <Group gap="xs">
          {time && (
            <Button
              size="sm"
              variant="default"
              loading={wish.isPending}
              leftSection={
                meeting.pinned ? <IconPinnedOff size={18} aria-hidden /> : <IconPin size={18} aria-hidden />
              }
              aria-label={`${t(meeting.pinned ? 'person.unpin' : 'person.pin')}: ${name}`}
              onClick={() => set({ slot: meeting.pinned ? null : time.slot })}
            >
              {t(meeting.pinned ? 'person.unpin' : 'person.pin')}
            </Button>
          )}
          <Button
            size="sm"
            variant="subtle"
            leftSection={
              meeting.priority ? <IconStarOff size={18} aria-hidden /> : <IconStar size={18} aria-hidden />
            }
            aria-label={`${t(meeting.priority ? 'person.notFirst' : 'person.first')}: ${name}`}
            onClick={() => set({ priority: !meeting.priority })}
          >
            {t(meeting.priority ? 'person.notFirst' : 'person.first')}
          </Button>
        </Group>
      </Group>
      <Problem error={wish.error} />
    </li>
  );
}
