import { Group, Stack, Text } from '@mantine/core';
import { dayKey, formatDays } from '@foyer/locales';
import { IconCalendarEvent } from '@tabler/icons-react';
import { EventTime } from '../ui/EventTime.js';
import { useReader } from '../ui/use-reader.js';
import { useEvent } from './use-event.js';

/** The event's days, and its hours in the reader's zone and its own. */
export function EventDates() {
  const { event } = useEvent();
  const reader = useReader();
  const { startsAt, endsAt, timeZone } = event;
  const oneDay = dayKey(startsAt, reader.timeZone) === dayKey(endsAt, reader.timeZone);
  return (
    <Group gap="sm" wrap="nowrap" align="flex-start">
      <IconCalendarEvent size={24} aria-hidden style={{ flexShrink: 0, marginBlockStart: 2 }} />
      <Stack gap={0}>
        <Text fw={600}>
          <time dateTime={startsAt}>{formatDays(startsAt, endsAt, reader)}</time>
        </Text>
        <EventTime start={startsAt} end={endsAt} timeZone={timeZone} year={!oneDay} />
      </Stack>
    </Group>
  );
}
