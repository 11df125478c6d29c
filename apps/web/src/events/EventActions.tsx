import { Button, Card, Group, Text } from '@mantine/core';
import type { Agenda } from '@foyer/contracts';
import { IconArrowRight, IconCalendarPlus, IconChartBar } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { hasPage } from '../pages.js';
import { useRunning } from '../running/use-running.js';
import { RelativeTime } from '../ui/EventTime.js';
import { useNow } from '../ui/use-now.js';
import { useLanguage, useLocalised } from '../ui/use-reader.js';
import { MyStanding } from './MyStanding.js';
import { currentSession } from './use-agenda.js';
import { useEvent } from './use-event.js';

/** What one would do here now: register before, go to the room during, read the summary afterwards. */
export function EventActions() {
  const { t } = useTranslation(['event', 'page']);
  const language = useLanguage();
  const { event } = useEvent();
  const now = useNow(event);
  const base = `/e/${event.slug}`;
  const over = Date.parse(event.endsAt) <= now;
  const summary = event.summaryPublishedAt !== null && hasPage('/e/:event/summary');
  return (
    <Group gap="sm" className="no-print">
      {summary && (
        <Button component={Link} to={`${base}/summary`} leftSection={<IconChartBar size={20} aria-hidden />}>
          {t('toSummary')}
        </Button>
      )}
      {over && !summary && <Text c="dimmed">{t('over')}</Text>}
      {!over && <MyStanding />}
      {!over && (
        <Button
          component="a"
          href={`${base}/event.ics?lang=${language}`}
          download
          variant="default"
          leftSection={<IconCalendarPlus size={20} aria-hidden />}
        >
          {t('page:toCalendar')}
        </Button>
      )}
    </Group>
  );
}

/** What goes on, or what comes next, with the way into it. */
export function NowNext({ agenda }: { agenda: Agenda }) {
  const { t } = useTranslation('event');
  const { event } = useEvent();
  const now = useNow(event);
  const say = useLocalised(event.languages[0]);
  const current = currentSession(agenda, useRunning(agenda));
  if (!current) return null;
  const { session } = current;
  const title = say(session.title);
  return (
    <Card className="foyer-card no-print">
      <Group justify="space-between" gap="sm">
        <Text flex="1 1 260px">
          <Text span fw={600}>
            {t(current.now ? 'goingOn' : 'next', { title })}
          </Text>
          {!current.now && (
            <Text span c="dimmed">
              {' · '}
              <RelativeTime at={new Date(current.start).toISOString()} now={now} />
            </Text>
          )}
        </Text>
        {session.questions && hasPage('/e/:event/sessions/:session') && (
          <Button
            component={Link}
            to={`/e/${event.slug}/sessions/${session.slug}`}
            rightSection={<IconArrowRight size={20} aria-hidden />}
          >
            {t('toRoom')}
          </Button>
        )}
      </Group>
    </Card>
  );
}
