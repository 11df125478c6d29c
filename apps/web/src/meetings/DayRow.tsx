import { Badge, Group, Stack, Text } from '@mantine/core';
import { formatDuration } from '@foyer/locales';
import { IconCoffee, IconLock, IconMicrophone2, IconPlayerPlayFilled } from '@tabler/icons-react';
import type { CSSProperties, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { kindIcons } from '../events/kind-icons.js';
import { useEvent } from '../events/use-event.js';
import { EventTime } from '../ui/EventTime.js';
import { useLanguage, useLocalised } from '../ui/use-reader.js';
import type { DayItem } from './day-items.js';
import { GiveBack, KeepGap } from './OwnTime.js';
import { MeetingCard } from './MeetingCard.js';

/** Half an hour of the clock is at least so high, in pixels; what lasts longer is higher, up to a limit. */
const pixelsPerHalfHour = 44;
const highest = 132;

/** One stretch of the day. */
export function DayRow({ item, now }: { item: DayItem; now: number }) {
  const { t } = useTranslation('common');
  const { event } = useEvent();
  const [start, end] = [Date.parse(item.startsAt), Date.parse(item.endsAt)];
  const height = Math.min(highest, ((end - start) / 1_800_000) * pixelsPerHalfHour);
  const style: CSSProperties = { minBlockSize: Math.max(pixelsPerHalfHour, height) };
  const running = start <= now && now < end;
  return (
    <li className="day-row" data-kind={item.kind} data-over={end <= now || undefined} style={style}>
      <div className="day-time">
        <EventTime start={item.startsAt} end={item.endsAt} timeZone={event.timeZone} mode="clock" fw={600} />
        {running && (
          <Badge variant="filled" size="md" leftSection={<IconPlayerPlayFilled size={12} aria-hidden />}>
            {t('time.now')}
          </Badge>
        )}
      </div>
      <div className="day-what">
        <What item={item} now={now} />
      </div>
    </li>
  );
}

function What({ item, now }: { item: DayItem; now: number }) {
  const { t } = useTranslation(['meetings', 'event']);
  const { event } = useEvent();
  const language = useLanguage();
  const say = useLocalised(event.languages[0]);
  switch (item.kind) {
    case 'meeting':
      return <MeetingCard meeting={item.meeting} now={now} />;
    case 'gap': {
      const length = formatDuration(Date.parse(item.endsAt) - Date.parse(item.startsAt), language);
      return (
        <Stack gap={4}>
          <Line icon={<IconCoffee size={20} aria-hidden />} dimmed>
            {t('day.gap', { length })}
          </Line>
          {Date.parse(item.startsAt) > now && <KeepGap gap={item} slots={item.slots} />}
        </Stack>
      );
    }
    case 'own':
      return (
        <Stack gap={4}>
          <Line icon={<IconLock size={20} aria-hidden />}>{t('day.promised.own')}</Line>
          {Date.parse(item.endsAt) > now && <GiveBack time={item} series={item.series} />}
        </Stack>
      );
    case 'session': {
      const Icon = kindIcons[item.session.kind];
      return (
        <Line icon={<Icon size={20} aria-hidden />} dimmed>
          {say(item.session.title)}
        </Line>
      );
    }
    case 'promised': {
      const { kind } = item.promised;
      const Icon = kind === 'meeting' ? IconLock : IconMicrophone2;
      return (
        <Stack gap={2}>
          <Line icon={<Icon size={20} aria-hidden />}>{t(`day.promised.${kind}`)}</Line>
          {item.session && <Text fw={600}>{say(item.session.title)}</Text>}
          {item.promised.ref === null && (
            <Text size="sm" c="dimmed">
              {t('day.elsewhere')}
            </Text>
          )}
        </Stack>
      );
    }
  }
}

function Line({
  icon,
  dimmed = false,
  children,
}: {
  icon: ReactNode;
  dimmed?: boolean;
  children: ReactNode;
}) {
  return (
    <Group gap={8} wrap="nowrap" align="flex-start" {...(dimmed ? { c: 'dimmed' } : {})}>
      {icon}
      <Text miw={0}>{children}</Text>
    </Group>
  );
}
