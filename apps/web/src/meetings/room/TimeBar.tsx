import { Group, Progress, Stack, Text, VisuallyHidden } from '@mantine/core';
import { roomHours, type Meeting } from '@foyer/contracts';
import { formatTime, sameWallTime, zoneCity } from '@foyer/locales';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../../events/use-event.js';
import { useReader } from '../../ui/use-reader.js';

const minute = 60_000;
/** From here on the time that is left is something to look at. */
const soonMs = 3 * minute;

/** How much of the meeting is left, calmly; when it ends, on the reader's clock and on the other one's. */
export function TimeBar({ meeting, now }: { meeting: Meeting; now: number }) {
  const { t } = useTranslation('meetingRoom');
  const { event } = useEvent();
  const reader = useReader();
  const [start, end] = [Date.parse(meeting.startsAt), Date.parse(meeting.endsAt)];
  const { closes } = roomHours(meeting);
  const left = end - now;
  const minutes = Math.max(0, Math.ceil(left / minute));
  const share = Math.min(1, Math.max(0, (now - start) / (end - start)));
  const zones = [...new Set([meeting.other.timeZone, event.timeZone])].filter(
    (zone) => !sameWallTime(meeting.endsAt, reader.timeZone, zone),
  );
  const others = zones.map(
    (zone) => `${formatTime(meeting.endsAt, zone)} ${zoneCity(zone, reader.language)}`,
  );
  const seconds = Math.max(0, Math.ceil((closes - now) / 1_000));
  const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return (
    <Stack gap={6} className="room-time" data-soon={left < soonMs || undefined}>
      <Group justify="space-between" gap="xs" wrap="wrap">
        <Text fw={600} className="tabular" role="timer" aria-live="off">
          {now < start
            ? t('time.notYet', { minutes: Math.ceil((start - now) / minute) })
            : left > 0
              ? t('time.left', { minutes })
              : t('time.closing', { clock })}
        </Text>
        <Text size="sm" c="dimmed" className="tabular">
          {t('time.ends', { at: formatTime(meeting.endsAt, reader.timeZone) })}
          {others.length > 0 && ` · ${others.join(' · ')}`}
        </Text>
      </Group>
      <Progress value={share * 100} aria-label={t('time.bar')} size="sm" />
      <VisuallyHidden role="status">
        {left > 0 && left < soonMs ? t('time.soon') : left <= 0 ? t('time.up') : ''}
      </VisuallyHidden>
    </Stack>
  );
}
