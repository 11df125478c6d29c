import { Badge, Group, Progress, Stack, Text } from '@mantine/core';
import type { Session } from '@foyer/contracts';
import { formatDuration } from '@foyer/locales';
import { IconClock, IconLock, IconMessageCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { ProgrammeNote } from '../running/ProgrammeNote.js';
import { endOf } from '../running/end-of.js';
import type { Running } from '../running/use-running.js';
import { EventTime, RelativeTime } from '../ui/EventTime.js';
import { useNow } from '../ui/use-now.js';
import { useLanguage } from '../ui/use-reader.js';

/** Where the session stands in time, and whether one may ask. */
interface SessionStripProps {
  session: Session;
  running: Running;
  open: boolean;
}

export function SessionStrip({ session, running, open }: SessionStripProps) {
  const { t } = useTranslation('qa');
  const { event } = useEvent();
  const language = useLanguage();
  const now = useNow(event);
  const times = running.times.get(session.id);
  const start = times?.start ?? Date.parse(session.startsAt);
  const end = endOf(session, running);
  const before = times?.state === 'waiting' && !times.goingOn && end > now;
  const part = Math.min(1, Math.max(0, (now - start) / (end - start)));
  return (
    <Stack gap="xs">
      <EventTime start={session.startsAt} end={session.endsAt} timeZone={event.timeZone} />
      {times && <ProgrammeNote planned={session.startsAt} times={times} />}
      <Group gap="md">
        <Group gap={6} wrap="nowrap">
          <IconClock size={20} aria-hidden />
          <Text fw={600} className="tabular">
            {before && (
              <>
                {t('clock.begins')} <RelativeTime at={new Date(start).toISOString()} now={now} />
              </>
            )}
            {times?.goingOn && now < end && t('clock.left', { time: formatDuration(end - now, language) })}
            {times?.goingOn &&
              now >= end &&
              t('clock.overTime', { time: formatDuration(now - end, language) })}
            {!before && !times?.goingOn && t('clock.over')}
          </Text>
        </Group>
        <Badge
          variant={open ? 'light' : 'outline'}
          color={open ? 'accent' : 'gray'}
          className="wrapping-badge"
          leftSection={
            open ? <IconMessageCircle size={16} aria-hidden /> : <IconLock size={16} aria-hidden />
          }
        >
          {t(open ? 'open' : 'closed')}
        </Badge>
      </Group>
      <Progress value={part * 100} size="xs" aria-label={t('clock.progress')} />
    </Stack>
  );
}
