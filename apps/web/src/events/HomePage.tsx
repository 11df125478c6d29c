import { Anchor, Badge, Button, Card, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import type { Event } from '@foyer/contracts';
import { formatDays, zoneCity } from '@foyer/locales';
import { IconCalendarEvent, IconChartBar, IconPencil, IconPlus, IconQrcode } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCall } from '../server/api.js';
import { useMe } from '../server/me.js';
import { Empty } from '../ui/Empty.js';
import { Loaded } from '../ui/Loaded.js';
import { Loading } from '../ui/Loading.js';
import { Page } from '../ui/Page.js';
import { useNow } from '../ui/use-now.js';
import { useLanguage, useLocalised } from '../ui/use-reader.js';

export default function HomePage() {
  const { t } = useTranslation(['event', 'manage', 'polls', 'period']);
  const { me } = useMe();
  const events = useCall('listEvents', {});
  return (
    <Page
      title={t('list.title')}
      intro={t('list.tagline')}
      action={
        <Group gap="sm">
          <Button
            component={Link}
            to="/join"
            variant="default"
            leftSection={<IconQrcode size={20} aria-hidden />}
          >
            {t('polls:join.title')}
          </Button>
          {me?.organiser && (
            <Button
              component={Link}
              to="/reports"
              variant="default"
              leftSection={<IconChartBar size={20} aria-hidden />}
            >
              {t('period:title')}
            </Button>
          )}
          {me?.organiser && (
            <Button component={Link} to="/events/new" leftSection={<IconPlus size={20} aria-hidden />}>
              {t('manage:new.link')}
            </Button>
          )}
        </Group>
      }
    >
      <Loaded query={events} loading={<Loading height={140} />}>
        {(answer) =>
          answer.events.length > 0 ? (
            <EventList events={answer.events} />
          ) : (
            <Empty icon={<IconCalendarEvent />} title={t('list.emptyTitle')} text={t('list.emptyText')} />
          )
        }
      </Loaded>
    </Page>
  );
}

function EventList({ events }: { events: Event[] }) {
  const { t } = useTranslation('event');
  const now = useNow(undefined, 60_000);
  const start = (event: Event) => Date.parse(event.startsAt);
  const past = events.filter((event) => Date.parse(event.endsAt) <= now);
  const groups = [
    { key: 'now', events: events.filter((event) => start(event) <= now && !past.includes(event)) },
    { key: 'upcoming', events: events.filter((event) => start(event) > now) },
    { key: 'past', events: past.toSorted((one, other) => start(other) - start(one)) },
  ] as const;
  return (
    <Stack gap="xl">
      {groups.map((group) =>
        group.events.length === 0 ? null : (
          <Stack key={group.key} component="section" gap="sm" aria-labelledby={`events-${group.key}`}>
            <Title order={2} id={`events-${group.key}`}>
              {t(`list.${group.key}`)}
            </Title>
            <SimpleGrid component="ul" className="plain-list" cols={{ base: 1, sm: 2 }} spacing="md">
              {group.events.map((event) => (
                <li key={event.id}>
                  <EventCard event={event} />
                </li>
              ))}
            </SimpleGrid>
          </Stack>
        ),
      )}
    </Stack>
  );
}

function EventCard({ event }: { event: Event }) {
  const { t } = useTranslation('event');
  const language = useLanguage();
  const say = useLocalised(event.languages[0]);
  return (
    <Card className="foyer-card" h="100%">
      <Stack gap="xs" align="flex-start">
        {event.state === 'draft' && (
          <Badge color="gray" leftSection={<IconPencil size={14} aria-hidden />}>
            {t('draft')}
          </Badge>
        )}
        <Title order={3} size="h2">
          <Anchor component={Link} to={`/e/${event.slug}`} inherit c="inherit">
            {say(event.title)}
          </Anchor>
        </Title>
        <Text>
          <time dateTime={event.startsAt}>
            {formatDays(event.startsAt, event.endsAt, { ...event, language })}
          </time>
          <Text span c="dimmed">
            {` · ${zoneCity(event.timeZone, language)}`}
          </Text>
        </Text>
        <Text c="dimmed" lineClamp={3}>
          {say(event.purpose)}
        </Text>
      </Stack>
    </Card>
  );
}
