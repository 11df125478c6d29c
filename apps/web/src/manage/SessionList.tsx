import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import type { Agenda, Session } from '@foyer/contracts';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useCall } from '../server/api.js';
import { EventTime } from '../ui/EventTime.js';
import { Loaded } from '../ui/Loaded.js';
import { useLocalised } from '../ui/use-reader.js';
import { SessionForm } from './SessionForm.js';

/** The sessions as organisers see them, private ones included; one at a time is open for changes. */
export function SessionList() {
  const { t } = useTranslation('manage');
  const { event } = useEvent();
  const agenda = useCall('getAgenda', { params: { event: event.slug } });
  // A slug, or a new one.
  const [open, setOpen] = useState<{ slug: string } | 'new' | null>(null);
  return (
    <Card component="section" className="foyer-card" padding="lg" aria-labelledby="manage-sessions">
      <Stack>
        <Group justify="space-between">
          <Title order={2} id="manage-sessions">
            {t('session.section')}
          </Title>
          <Button leftSection={<IconPlus size={20} aria-hidden />} onClick={() => setOpen('new')}>
            {t('session.add')}
          </Button>
        </Group>
        <Loaded query={agenda}>
          {(answer) => (
            <Stack gap="md">
              {open === 'new' && (
                <SessionForm key="new" agenda={answer} session={null} onDone={() => setOpen(null)} />
              )}
              {answer.sessions.length === 0 && open === null && <Text c="dimmed">{t('session.none')}</Text>}
              <Stack component="ul" className="plain-list" gap="sm">
                {answer.sessions.map((session) => (
                  <li key={session.id}>
                    {open !== null && open !== 'new' && open.slug === session.slug ? (
                      <SessionForm agenda={answer} session={session} onDone={() => setOpen(null)} />
                    ) : (
                      <Row session={session} agenda={answer} onOpen={() => setOpen(session)} />
                    )}
                  </li>
                ))}
              </Stack>
            </Stack>
          )}
        </Loaded>
      </Stack>
    </Card>
  );
}

function Row({ session, agenda, onOpen }: { session: Session; agenda: Agenda; onOpen: () => void }) {
  const { t } = useTranslation(['manage', 'event']);
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const title = say(session.title);
  const names = [...session.speakers, ...session.moderators].flatMap(
    (id) => agenda.speakers.find((speaker) => speaker.id === id)?.name ?? [],
  );
  return (
    <Group justify="space-between" wrap="nowrap" align="flex-start">
      <Stack gap={2} miw={0}>
        <EventTime start={session.startsAt} end={session.endsAt} timeZone={event.timeZone} />
        <Text fw={600}>{title}</Text>
        <Text size="sm" c="dimmed">
          {[t(`event:kind.${session.kind}`), session.room, ...names].filter(Boolean).join(' · ')}
        </Text>
      </Stack>
      <Button variant="default" onClick={onOpen} aria-label={t('edit', { name: title })}>
        {t('change')}
      </Button>
    </Group>
  );
}
