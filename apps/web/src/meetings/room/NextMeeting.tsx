import { Button, Card, Stack, Text, Title } from '@mantine/core';
import type { Meeting } from '@foyer/contracts';
import { IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEvent } from '../../events/use-event.js';
import { EventTime } from '../../ui/EventTime.js';
import { Countdown } from '../Countdown.js';
import { PartnerWho } from '../PartnerWho.js';

interface NextMeetingProps {
  meeting: Meeting;
  meetings: readonly Meeting[];
  now: number;
}

/** Whom I meet after this one, how long until then, and one press to go there. */
export function NextMeeting({ meeting, meetings, now }: NextMeetingProps) {
  const { t } = useTranslation('meetingRoom');
  const { event } = useEvent();
  const next = meetings.find(
    ({ id, state, startsAt }) =>
      id !== meeting.id &&
      state === 'booked' &&
      Date.parse(startsAt) >= Math.max(now - 5 * 60_000, Date.parse(meeting.startsAt)),
  );
  if (!next) return null;
  return (
    <Card component="section" className="foyer-card" aria-labelledby="room-next">
      <Stack gap="sm">
        <Title order={2} size="h3" id="room-next">
          {t('next.title')}
        </Title>
        <PartnerWho partner={next.other} />
        <Text size="sm">
          <EventTime start={next.startsAt} end={next.endsAt} timeZone={event.timeZone} />
        </Text>
        <Countdown to={next.startsAt} now={now} />
        <Button
          component={Link}
          to={`/e/${event.slug}/meetings/${next.id}`}
          variant="light"
          rightSection={<IconArrowRight size={20} aria-hidden />}
        >
          {t('next.go')}
        </Button>
      </Stack>
    </Card>
  );
}
