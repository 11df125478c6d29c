import { Button, Stack, Text } from '@mantine/core';
import type { MeetingInTheWay } from '@foyer/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { EventTime } from '../ui/EventTime.js';
import { MoveChoice } from './MoveMeeting.js';
import { useTable } from './use-table.js';

/** More of them than this are counted, not listed. */
const mostListed = 50;

/** Booked meetings that a change would leave without their time or table: each can be moved first. */
export function InTheWay({ meetings, onMoved }: { meetings: MeetingInTheWay[]; onMoved: () => void }) {
  const { t } = useTranslation('meetingTimes');
  return (
    <Stack gap="xs">
      <Text fw={600}>{t('blocks.inTheWay', { count: meetings.length })}</Text>
      <ul className="plain-list">
        {meetings.slice(0, mostListed).map((meeting) => (
          <Row key={meeting.meeting} meeting={meeting} onMoved={onMoved} />
        ))}
      </ul>
      {meetings.length > mostListed && <Text>…</Text>}
    </Stack>
  );
}

function Row({ meeting, onMoved }: { meeting: MeetingInTheWay; onMoved: () => void }) {
  const { t } = useTranslation(['meetingTimes', 'meetings']);
  const { event } = useEvent();
  const [moving, setMoving] = useState(false);
  const names = meeting.people.join(', ');
  const table = useTable()(meeting);
  return (
    <li className="lined-row">
      <Text fw={500}>{names}</Text>
      <EventTime start={meeting.startsAt} end={meeting.endsAt} timeZone={event.timeZone} />
      <Text size="sm" c="dimmed">
        {[
          ...(table === null ? [] : [table]),
          t(meeting.why === 'time' ? 'blocks.whyTime' : 'blocks.whyTable'),
        ].join(' · ')}
      </Text>
      {moving ? (
        <MoveChoice
          id={meeting.meeting}
          name={names}
          other={null}
          onDone={() => {
            setMoving(false);
            onMoved();
          }}
        />
      ) : (
        <Button
          variant="subtle"
          color="gray"
          px="xs"
          onClick={() => setMoving(true)}
          aria-label={t('meetings:move.openWith', { name: names })}
        >
          {t('meetings:move.open')}
        </Button>
      )}
    </li>
  );
}
