import { Stack, Text, Title } from '@mantine/core';
import type { Agenda, Session } from '@foyer/contracts';
import { capitalised, dayKey, formatDay, sameWallTime, zoneCity } from '@foyer/locales';
import { useTranslation } from 'react-i18next';
import { useNow } from '../ui/use-now.js';
import { useReader } from '../ui/use-reader.js';
import { AgendaRow } from './AgendaRow.js';
import { isNow } from './use-agenda.js';
import { useEvent } from './use-event.js';

/** The programme by the reader's days, with what goes on now marked. */
export function AgendaDays({ agenda }: { agenda: Agenda }) {
  const { t } = useTranslation('event');
  const { event } = useEvent();
  const reader = useReader();
  const now = useNow(event, 5_000);
  const days = new Map<string, Session[]>();
  for (const session of agenda.sessions) {
    const key = dayKey(session.startsAt, reader.timeZone);
    days.set(key, [...(days.get(key) ?? []), session]);
  }
  const same = sameWallTime(event.startsAt, reader.timeZone, event.timeZone);
  const city = zoneCity(reader.timeZone, reader.language);
  const eventCity = zoneCity(event.timeZone, reader.language);
  return (
    <Stack gap="lg">
      <Text c="dimmed">{same ? t('agenda.zone', { city }) : t('agenda.zoneBoth', { city, eventCity })}</Text>
      {[...days].map(([key, sessions]) => (
        <Stack key={key} component="section" gap="sm" aria-labelledby={`day-${key}`}>
          <Title order={3} id={`day-${key}`}>
            {capitalised(formatDay(sessions[0]?.startsAt ?? key, reader, 'full'), reader.language)}
          </Title>
          <ol className="plain-list agenda">
            {sessions.map((session) => (
              <AgendaRow
                key={session.id}
                session={session}
                agenda={agenda}
                now={isNow(session, now)}
                over={Date.parse(session.endsAt) <= now}
              />
            ))}
          </ol>
        </Stack>
      ))}
    </Stack>
  );
}
