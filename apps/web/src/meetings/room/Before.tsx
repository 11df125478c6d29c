import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { roomHours, type Meeting, type VideoKind } from '@foyer/contracts';
import { formatTime } from '@foyer/locales';
import { IconDoorEnter } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../../ui/Problem.js';
import { useReader } from '../../ui/use-reader.js';
import { Countdown } from '../Countdown.js';
import { DeviceCheck } from './DeviceCheck.js';

interface BeforeProps {
  meeting: Meeting;
  video: VideoKind;
  now: number;
  /** I was inside and have gone. */
  left: boolean;
  entering: boolean;
  error: Error | null;
  onEnter: () => void;
  /** Goes in without being asked: the page was loaded again. */
  auto: boolean;
}

/** Waiting in front of the room: how long yet, whether one is seen and heard, and the way in. */
export function Before({ meeting, video, now, left, entering, error, onEnter, auto }: BeforeProps) {
  const { t } = useTranslation(['meetingRoom', 'meetings']);
  const reader = useReader();
  const { opens } = roomHours(meeting);
  const open = now >= opens && now < Date.parse(meeting.endsAt);
  const begins = Date.parse(meeting.startsAt);
  const going = useRef(false);
  useEffect(() => {
    if (!auto || !open || going.current) return;
    going.current = true;
    onEnter();
  }, [auto, open, onEnter]);
  const { name } = meeting.other;
  return (
    <Card component="section" className="foyer-card" padding="lg" aria-labelledby="room-before">
      <Stack gap="md">
        <Group justify="space-between" align="flex-start" gap="md">
          <Stack gap={4} flex="1 1 260px">
            <Title order={2} id="room-before">
              {t(left ? 'before.left' : open ? 'before.open' : 'before.soon')}
            </Title>
            {now < begins ? (
              <Countdown to={meeting.startsAt} now={now} />
            ) : (
              <Text size="sm">
                {t('before.running', { until: formatTime(meeting.endsAt, reader.timeZone) })}
              </Text>
            )}
            <Text size="sm" role="status">
              {meeting.otherEntered ? t('meetings:meeting.theyWait', { name }) : ''}
            </Text>
          </Stack>
          <Stack gap={4} className="room-enter">
            <Button
              size="lg"
              leftSection={<IconDoorEnter size={22} aria-hidden />}
              disabled={!open}
              loading={entering}
              onClick={onEnter}
            >
              {t(left ? 'before.again' : 'before.enter')}
            </Button>
            {!open && now < opens && (
              <Text size="sm" c="dimmed">
                {t('before.opensAt', { at: formatTime(new Date(opens).toISOString(), reader.timeZone) })}
              </Text>
            )}
          </Stack>
        </Group>
        <Problem error={error} />
        {video === 'built-in' && <DeviceCheck />}
        {video !== 'built-in' && (
          <Text c="dimmed">{t(video === 'none' ? 'before.inPerson' : 'before.elsewhere')}</Text>
        )}
      </Stack>
    </Card>
  );
}
