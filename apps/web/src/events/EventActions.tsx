import { Badge, Button, Card, Group, Stack, Text } from '@mantine/core';
import type { Agenda } from '@foyer/contracts';
import { IconArrowRight, IconChartBar, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { hasPage } from '../pages.js';
import { useCall } from '../server/api.js';
import { useMe } from '../server/me.js';
import { RelativeTime } from '../ui/EventTime.js';
import { useNow } from '../ui/use-now.js';
import { useLocalised } from '../ui/use-reader.js';
import { currentSession } from './use-agenda.js';
import { useEvent } from './use-event.js';

/** What one would do here now: register before, go to the room during, read the summary afterwards. */
export function EventActions({ agenda }: { agenda: Agenda | undefined }) {
  const { t } = useTranslation('event');
  const { event } = useEvent();
  const { me } = useMe();
  const now = useNow(event);
  const base = `/e/${event.slug}`;
  const params = { event: event.slug };
  const mine = useCall('getMyRegistration', { params }, { enabled: Boolean(me) });
  const registered = mine.data?.registration?.state === 'confirmed';
  const over = Date.parse(event.endsAt) <= now;
  const summary = event.summaryPublishedAt !== null && hasPage('/e/:event/summary');
  return (
    <Stack gap="sm" className="no-print">
      {agenda && !over && <NowNext agenda={agenda} now={now} />}
      <Group gap="sm">
        {summary && (
          <Button
            component={Link}
            to={`${base}/summary`}
            leftSection={<IconChartBar size={20} aria-hidden />}
          >
            {t('toSummary')}
          </Button>
        )}
        {over && !summary && <Text c="dimmed">{t('over')}</Text>}
        {registered && (
          <Badge leftSection={<IconCircleCheck size={16} aria-hidden />} className="wrapping-badge">
            {t('registered')}
          </Badge>
        )}
        {!over && hasPage('/e/:event/register') && (
          <Button component={Link} to={`${base}/register`} variant={registered ? 'default' : 'filled'}>
            {t(registered ? 'myRegistration' : 'register')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

function NowNext({ agenda, now }: { agenda: Agenda; now: number }) {
  const { t } = useTranslation('event');
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const current = currentSession(agenda, now);
  if (!current) return null;
  const { session } = current;
  const title = say(session.title);
  return (
    <Card className="foyer-card">
      <Group justify="space-between" gap="sm">
        <Text flex="1 1 260px">
          <Text span fw={600}>
            {t(current.now ? 'goingOn' : 'next', { title })}
          </Text>
          {!current.now && (
            <Text span c="dimmed">
              {' · '}
              <RelativeTime at={session.startsAt} now={now} />
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
