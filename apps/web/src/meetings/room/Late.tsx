import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { giveUpFrom, lateMinutes, type Meeting } from '@foyer/contracts';
import { formatTime } from '@foyer/locales';
import { IconBell, IconClockExclamation, IconUserOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../../events/use-event.js';
import { useAction } from '../../server/api.js';
import { Problem } from '../../ui/Problem.js';
import { useReader } from '../../ui/use-reader.js';

interface LateProps {
  meeting: Meeting;
  /** By person: when they came, and when they were told. */
  people: Readonly<Record<string, { enteredAt: string | null; calledAt: string | null }>> | undefined;
  now: number;
}

/** Somebody has not come: says so after a while, offers to tell them, and later to give up. */
export function Late({ meeting, people, now }: LateProps) {
  const { t } = useTranslation('meetingRoom');
  const { event } = useEvent();
  const reader = useReader();
  const call = useAction('callTheLate', { once: true });
  const giveUp = useAction('giveMeetingUp', { stale: ['listMyMeetings', 'getMeetingRoom'], once: true });
  const params = { event: event.slug, meeting: meeting.id };
  const absent = meeting.participants.filter(
    ({ person, entered }) => !entered && !people?.[person]?.enteredAt,
  );
  const others = absent.filter(({ side }) => side !== meeting.side);
  const late = now >= Date.parse(meeting.startsAt) + lateMinutes * 60_000 && now < Date.parse(meeting.endsAt);
  if (meeting.state !== 'booked' || !late || others.length === 0) return null;
  const called = others.map(({ person }) => people?.[person]?.calledAt).find(Boolean);
  const name = others.map((one) => one.name).join(', ');
  const mayGiveUp = giveUpFrom(meeting);
  const at = (moment: string | number) => formatTime(new Date(moment).toISOString(), reader.timeZone);
  return (
    <Alert
      icon={<IconClockExclamation aria-hidden />}
      color="yellow"
      variant="outline"
      bg="var(--foyer-surface)"
      role="status"
      title={t('late.title', { name })}
    >
      <Stack gap="sm" align="flex-start">
        <Text>
          {called ? t('late.called', { at: at(called) }) : t('late.text')}{' '}
          {now < mayGiveUp && t('late.from', { at: at(mayGiveUp) })}
        </Text>
        <Problem error={call.error ?? giveUp.error} />
        <Group gap="sm">
          {!called && (
            <Button
              leftSection={<IconBell size={20} aria-hidden />}
              loading={call.isPending}
              onClick={() => call.mutate({ params })}
            >
              {t('late.call')}
            </Button>
          )}
          {now >= mayGiveUp && (
            <Button
              variant="default"
              leftSection={<IconUserOff size={20} aria-hidden />}
              loading={giveUp.isPending}
              onClick={() => giveUp.mutate({ params })}
            >
              {t('late.giveUp')}
            </Button>
          )}
        </Group>
      </Stack>
    </Alert>
  );
}
