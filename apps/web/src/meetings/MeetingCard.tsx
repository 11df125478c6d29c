import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { roomHours, type Meeting } from '@foyer/contracts';
import {
  IconCalendarEvent,
  IconCheck,
  IconDoorEnter,
  IconHourglass,
  IconX,
  type Icon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { CancelMeeting } from './CancelMeeting.js';
import { Countdown } from './Countdown.js';
import { MeetingPeople } from './MeetingPeople.js';
import { MoveMeeting } from './MoveMeeting.js';
import { OutcomeChoice } from './OutcomeChoice.js';
import { PartnerWho } from './PartnerWho.js';
import { useTable } from './use-table.js';

const stateIcons: Record<Meeting['state'], Icon> = {
  awaiting: IconHourglass,
  booked: IconCalendarEvent,
  held: IconCheck,
  missed: IconX,
  cancelled: IconX,
};

/** A meeting in my day: how long until then, the way in, and afterwards what came of it. */
export function MeetingCard({ meeting, now }: { meeting: Meeting; now: number }) {
  const { t } = useTranslation(['meetings', 'meetingRequests', 'meetingRoom']);
  const { event } = useEvent();
  const [start, end] = [Date.parse(meeting.startsAt), Date.parse(meeting.endsAt)];
  const { name } = meeting.other;
  const table = useTable()(meeting);
  const { opens, closes } = roomHours(meeting);
  const open = now >= opens;
  const coming = meeting.state === 'awaiting' || meeting.state === 'booked' || meeting.state === 'held';
  const StateIcon = stateIcons[meeting.state];
  return (
    <Stack gap="sm">
      <PartnerWho partner={meeting.other} />
      <Group gap="xs">
        <Badge
          leftSection={<StateIcon size={16} aria-hidden />}
          color={meeting.state === 'missed' ? 'gray' : 'accent'}
          variant={meeting.state === 'held' ? 'filled' : 'light'}
          className="wrapping-badge"
        >
          {t(`meeting.state.${meeting.state}`)}
        </Badge>
        {table !== null && <Text size="sm">{table}</Text>}
        {meeting.state === 'booked' && now < start && <Countdown to={meeting.startsAt} now={now} />}
      </Group>
      {coming && now < end && (meeting.entered || meeting.otherEntered) && (
        <Text size="sm" role="status">
          {meeting.entered && meeting.otherEntered
            ? t('meeting.bothThere')
            : meeting.entered
              ? t('meeting.waiting', { name })
              : t('meeting.theyWait', { name })}
        </Text>
      )}
      {meeting.state === 'missed' && <Text size="sm">{t('meeting.missedText')}</Text>}
      {meeting.state === 'awaiting' && <Text size="sm">{t('meetingRequests:approval.waits')}</Text>}
      <MeetingPeople meeting={meeting} open={coming && meeting.state !== 'held' && now < end} />
      {coming && meeting.state !== 'awaiting' && now < closes && (
        <Button
          component={Link}
          to={`/e/${event.slug}/meetings/${meeting.id}`}
          variant={open ? 'filled' : 'light'}
          leftSection={<IconDoorEnter size={20} aria-hidden />}
        >
          {t(open ? 'meeting.enter' : 'meetingRoom:toRoom', { name })}
        </Button>
      )}
      {(meeting.state === 'booked' || meeting.state === 'awaiting') && meeting.arranged && now < end && (
        <Group gap="xs" align="flex-start">
          {meeting.state === 'booked' && <MoveMeeting meeting={meeting} />}
          <CancelMeeting meeting={meeting} />
        </Group>
      )}
      {meeting.state === 'held' && now >= start && <OutcomeChoice meeting={meeting} />}
    </Stack>
  );
}
