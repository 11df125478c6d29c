import { Anchor, Badge, Group, Stack, Text } from '@mantine/core';
import type { Agenda, Session } from '@foyer/contracts';
import { languageOf } from '@foyer/locales';
import { IconMapPin, IconPlayerPlayFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { hasPage } from '../pages.js';
import { EventTime } from '../ui/EventTime.js';
import { useLanguage, useLocalised } from '../ui/use-reader.js';
import { kindIcons } from './kind-icons.js';
import { speakersOf } from './use-agenda.js';
import { useEvent } from './use-event.js';

interface AgendaRowProps {
  session: Session;
  agenda: Agenda;
  now: boolean;
  over: boolean;
}

export function AgendaRow({ session, agenda, now, over }: AgendaRowProps) {
  const { t } = useTranslation(['event', 'common']);
  const { event, roles } = useEvent();
  const fallback = event.languages[0];
  const language = useLanguage();
  const say = useLocalised(fallback);
  const speakers = speakersOf(session, agenda);
  const room = `/e/${event.slug}/sessions/${session.slug}`;
  const title = say(session.title);
  const Icon = kindIcons[session.kind];
  const moderates = roles.some((role) => role === 'owner' || role === 'organiser' || role === 'moderator');
  return (
    <li className="agenda-row" data-now={now || undefined} data-over={over || undefined}>
      <div className="agenda-time">
        <EventTime
          start={session.startsAt}
          end={session.endsAt}
          timeZone={event.timeZone}
          mode="clock"
          fw={600}
        />
      </div>
      <Stack gap={4} flex={1} miw={0}>
        <Group gap="xs">
          {now && (
            <Badge variant="filled" leftSection={<IconPlayerPlayFilled size={12} aria-hidden />}>
              {t('common:time.now')}
            </Badge>
          )}
          <Group gap={6} c="dimmed" wrap="nowrap">
            <Icon size={18} aria-hidden />
            <Text size="sm">{t(`kind.${session.kind}`)}</Text>
          </Group>
          {session.room && (
            <Group gap={4} c="dimmed" wrap="nowrap">
              <IconMapPin size={18} aria-hidden />
              <Text size="sm">{session.room}</Text>
            </Group>
          )}
        </Group>
        <Text fw={600} lang={languageOf(session.title, language, fallback)}>
          {session.questions && hasPage('/e/:event/sessions/:session') ? (
            <Anchor component={Link} to={room} inherit c="inherit">
              {title}
            </Anchor>
          ) : (
            title
          )}
        </Text>
        {speakers.length > 0 && (
          <Text size="sm" c="dimmed">
            {speakers
              .map((speaker) => [speaker.name, speaker.organisation].filter(Boolean).join(', '))
              .join(' · ')}
          </Text>
        )}
        {session.abstract && (
          <Text size="sm" maw={640} lang={languageOf(session.abstract, language, fallback)}>
            {say(session.abstract)}
          </Text>
        )}
        {moderates && session.questions && hasPage('/e/:event/sessions/:session/moderate') && (
          <Anchor component={Link} to={`${room}/moderate`} size="sm" className="no-print">
            {t('agenda.moderate')}
          </Anchor>
        )}
      </Stack>
    </li>
  );
}
