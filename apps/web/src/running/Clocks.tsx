import { Badge, Text, type TextProps } from '@mantine/core';
import { formatDuration, formatTime, zoneCity } from '@foyer/locales';
import { IconAlertTriangle, IconCheck, IconClock, IconHourglass } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { RelativeTime } from '../ui/EventTime.js';
import { useNow } from '../ui/use-now.js';
import { useLanguage, useReader } from '../ui/use-reader.js';

/** What ticks stands in small pieces of its own, so that nothing else is drawn every second. */

/** `11:32:05`, the event's own time. */
export function EventClockText({ seconds = true }: { seconds?: boolean }) {
  const { event } = useEvent();
  const now = useNow(event);
  const rest = String(Math.floor(now / 1_000) % 60).padStart(2, '0');
  return (
    <time className="tabular" dateTime={new Date(now).toISOString()}>
      {formatTime(now, event.timeZone)}
      {seconds && `:${rest}`}
    </time>
  );
}

export function EventClockLine() {
  const { t } = useTranslation('running');
  const { event } = useEvent();
  const { language } = useReader();
  return (
    <Text span c="dimmed">
      {t('clock', { city: zoneCity(event.timeZone, language) })}{' '}
      <Text span inherit fw={600} c="var(--mantine-color-text)">
        <EventClockText />
      </Text>
    </Text>
  );
}

/** How long something still is, or by how much it is over; in words, with an icon. */
export function TimeLeft({ end, ...text }: { end: number } & TextProps) {
  const { t } = useTranslation('running');
  const { event } = useEvent();
  const language = useLanguage();
  const now = useNow(event);
  const over = now >= end;
  const time = formatDuration(Math.abs(end - now) - (over ? 30_000 : -29_999), language);
  const Icon = over ? IconAlertTriangle : IconHourglass;
  return (
    <Text component="span" className="tabular running-left" data-over={over || undefined} {...text}>
      <Icon size="1.1em" aria-hidden /> {t(over ? 'over' : 'left', { time })}
    </Text>
  );
}

export function StartsIn({ at }: { at: number }) {
  const { t } = useTranslation('running');
  const { event } = useEvent();
  return (
    <>
      {t('starts')} <RelativeTime at={new Date(at).toISOString()} now={useNow(event)} />
    </>
  );
}

/** How late a room runs. */
export function DelayBadge({ delay }: { delay: number }) {
  const { t } = useTranslation('running');
  const language = useLanguage();
  const minutes = Math.floor(delay / 60_000);
  return minutes > 0 ? (
    <Badge
      color="orange"
      className="wrapping-badge running-late"
      leftSection={<IconClock size={16} aria-hidden />}
    >
      {t('late', { time: formatDuration(minutes * 60_000, language) })}
    </Badge>
  ) : (
    <Badge className="wrapping-badge" leftSection={<IconCheck size={16} aria-hidden />}>
      {t('onTime')}
    </Badge>
  );
}
