import { Text, Tooltip, type TextProps } from '@mantine/core';
import {
  dayKey,
  formatDay,
  formatDayTime,
  formatRange,
  formatRelative,
  formatTime,
  sameWallTime,
  toMilliseconds,
  zoneCity,
} from '@foyer/locales';
import { useTranslation } from 'react-i18next';
import { useReader } from './use-reader.js';

interface EventTimeProps extends TextProps {
  start: string;
  end?: string;
  /** The event's own zone; its time stands beside the reader's wherever they differ. */
  timeZone?: string;
  /**
   * `full`: `Mon 14 Dec, 11:20–11:40 · your time (Tbilisi)`; `clock`: `11:20–11:40`, for lists whose heading
   * names the day and the zone.
   */
  mode?: 'full' | 'clock';
  /** With the year, for what is long ago or far away. */
  year?: boolean;
}

/** The one way to show when something is. */
export function EventTime({ start, end, timeZone, mode = 'full', year = false, ...text }: EventTimeProps) {
  const { t } = useTranslation();
  const reader = useReader();
  const differs = timeZone !== undefined && !sameWallTime(start, reader.timeZone, timeZone);
  const said = (zone: string) => {
    const there = { ...reader, timeZone: zone };
    if (mode === 'clock') {
      const times = [start, ...(end ? [end] : [])].map((at) => formatTime(at, zone)).join('–');
      // The heading names the reader's day, which need not be the event's.
      const sameDay = dayKey(start, zone) === dayKey(start, reader.timeZone);
      return sameDay ? times : `${formatDay(start, there)}, ${times}`;
    }
    return end ? formatRange(start, end, there, year) : formatDayTime(start, there, year);
  };
  return (
    <Text component="span" inherit {...text}>
      <time dateTime={start}>{said(reader.timeZone)}</time>
      {mode === 'full' && ` · ${t('time.yours', { city: zoneCity(reader.timeZone, reader.language) })}`}
      {differs && (
        <Text component="span" display="block" size="sm" c="var(--foyer-lighter)">
          <time dateTime={start}>{said(timeZone)}</time>
          {mode === 'full'
            ? ` · ${t('time.event', { city: zoneCity(timeZone, reader.language) })}`
            : ` ${zoneCity(timeZone, reader.language)}`}
        </Text>
      )}
    </Text>
  );
}

interface RelativeTimeProps extends TextProps {
  at: string;
  /** From `useNow(event)`. */
  now: number;
}

/** `in 12 min`, with the full time on focus and hover; a date where it is a day away or more. */
export function RelativeTime({ at, now, ...text }: RelativeTimeProps) {
  const reader = useReader();
  const year = Math.abs(toMilliseconds(at) - now) > 180 * 24 * 3_600_000;
  const full = formatDayTime(at, reader, year);
  const near = formatRelative(at, now, reader.language);
  if (near === undefined) {
    return (
      <Text component="span" inherit {...text}>
        <time dateTime={at}>{full}</time>
      </Text>
    );
  }
  return (
    <Tooltip label={full} events={{ hover: true, focus: true, touch: true }}>
      <Text component="time" dateTime={at} inherit tabIndex={0} {...text}>
        {near}
      </Text>
    </Tooltip>
  );
}
