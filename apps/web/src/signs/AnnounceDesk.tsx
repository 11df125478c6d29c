import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { streams, type ListedAnnouncement } from '@foyer/contracts';
import { IconSpeakerphone } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { forget, useCall } from '../server/api.js';
import { useStream } from '../server/live.js';
import { useNow } from '../ui/use-now.js';
import { AnnounceForm } from './AnnounceForm.js';
import { AnnouncementLine } from './AnnouncementLine.js';
import { stands, useSigns } from './use-standing.js';
import './signs.css';

const shownEarlier = 5;

/** Where announcements are made: for the event, and for a session at its desk. */
export function AnnounceDesk({ session }: { session: string | null }) {
  const { t } = useTranslation('signs');
  const { event, roles } = useEvent();
  const now = useNow(event);
  const [writing, setWriting] = useState(false);
  const organises = roles.some((role) => role === 'owner' || role === 'organiser');
  const listed = useListed(session);
  const standing = listed.filter((one) => one.ended === null && stands(one, now));
  const earlier = listed.filter((one) => !standing.includes(one)).slice(0, shownEarlier);
  // The running order is also the moderators', who tell their sessions alone.
  if (session === null && !organises) return null;
  return (
    <Stack gap="sm" component="section" className="question-card" aria-labelledby="announcements">
      <Group justify="space-between" gap="sm">
        <Stack gap={0} flex="1 1 140px">
          <Title order={2} id="announcements" size="sm" fw={400} c="dimmed">
            {t('announcement.desk.title')}
          </Title>
          {standing.length === 0 && <Text c="dimmed">{t('announcement.desk.none')}</Text>}
        </Stack>
        <Button
          variant="default"
          aria-expanded={writing}
          leftSection={<IconSpeakerphone size={20} aria-hidden />}
          onClick={() => setWriting(!writing)}
        >
          {t('announcement.desk.write')}
        </Button>
      </Group>
      {standing.length > 0 && (
        <ul className="plain-list announcement-list" aria-labelledby="announcements">
          {standing.map((one) => (
            <AnnouncementLine key={one.id} one={one} mayEnd={one.session !== null || organises} now={now} />
          ))}
        </ul>
      )}
      {writing && (
        <AnnounceForm
          session={session}
          mayTellAll={organises}
          standing={standing}
          onDone={() => setWriting(false)}
        />
      )}
      {earlier.length > 0 && (
        <details>
          <summary>{t('announcement.desk.earlier')}</summary>
          <ul className="plain-list announcement-list" aria-label={t('announcement.desk.earlier')}>
            {earlier.map((one) => (
              <AnnouncementLine key={one.id} one={one} mayEnd={false} now={now} />
            ))}
          </ul>
        </details>
      )}
    </Stack>
  );
}

/** The announcements of a session and of the event, the newest first; read anew whenever one is made or taken away. */
function useListed(session: string | null): ListedAnnouncement[] {
  const { event } = useEvent();
  const params = { event: event.slug };
  const ofEvent = useCall('listAnnouncements', { params, query: {} });
  const ofSession = useCall(
    'listAnnouncements',
    { params, query: session === null ? {} : { session } },
    { enabled: session !== null },
  );
  const everywhere = useStream(streams.announcements, { event: event.id })?.state?.announcement;
  const here = useSigns(session)?.announcement;
  useEffect(() => {
    void forget('listAnnouncements');
  }, [everywhere, here]);
  return [
    ...(ofEvent.data?.announcements ?? []),
    ...((session !== null && ofSession.data?.announcements) || []),
  ].sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
}
