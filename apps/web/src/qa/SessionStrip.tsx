import { Badge, Group, Progress, Stack, Text } from '@mantine/core';
import type { Session } from '@foyer/contracts';
import { formatDuration } from '@foyer/locales';
import { IconClock, IconLock, IconMessageCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { EventTime, RelativeTime } from '../ui/EventTime.js';
import { useNow } from '../ui/use-now.js';
import { useLanguage } from '../ui/use-reader.js';

/** Where the session stands in time, and whether one may ask. */
export function SessionStrip({ session, open }: { session: Session; open: boolean }) {
  const { t } = useTranslation('qa');
  const { event } = useEvent();
  const language = useLanguage();
  const now = useNow(event);
  const [start, end] = [Date.parse(session.startsAt), Date.parse(session.endsAt)];
  const part = Math.min(1, Math.max(0, (now - start) / (end - start)));
  return (
    <Stack gap="xs">
      <EventTime start={session.startsAt} end={session.endsAt} timeZone={event.timeZone} />
      <Group gap="md">
        <Group gap={6} wrap="nowrap">
          <IconClock size={20} aria-hidden />
          <Text fw={600} className="tabular">
            {now < start && (
              <>
                {t('clock.begins')} <RelativeTime at={session.startsAt} now={now} />
              </>
            )}
            {now >= start && now < end && t('clock.left', { time: formatDuration(end - now, language) })}
            {now >= end && t('clock.over')}
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
