import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import type { Agenda, Session } from '@foyer/contracts';
import { capitalised, dayKey, formatDay, sameWallTime, zoneCity } from '@foyer/locales';
import { IconFilterOff, IconPlayerPlay } from '@tabler/icons-react';
import { useDeferredValue, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { hasPage } from '../pages.js';
import { useRunning } from '../running/use-running.js';
import { noteworthy } from '../running/ProgrammeNote.js';
import { useCall } from '../server/api.js';
import { Empty } from '../ui/Empty.js';
import { useStars } from '../stars/use-stars.js';
import { useReader } from '../ui/use-reader.js';
import { AgendaFilters } from './AgendaFilters.js';
import { AgendaRow } from './AgendaRow.js';
import { choicesMade, filterSessions } from './agenda-filter.js';
import { currentSession } from './use-agenda.js';
import { useAgendaFilter } from './use-agenda-filter.js';
import { useEvent } from './use-event.js';
import { useGradually } from './use-gradually.js';
import { useRowTexts } from './use-row-texts.js';
import './events.css';

/** So few are seen at a glance. */
const worthFiltering = 8;
/** So many that a browser should not draw those which are off the screen. */
const worthSkipping = 80;

/** The programme by the reader's days, with what goes on now marked; to be searched and filtered where it is long. */
export function AgendaDays({ agenda }: { agenda: Agenda }) {
  const { t } = useTranslation(['page', 'event', 'release']);
  const { event } = useEvent();
  const reader = useReader();
  const running = useRunning(agenda);
  const [filter, change] = useAgendaFilter();
  const wanted = useDeferredValue(filter);
  const key = JSON.stringify(wanted);
  const fitting = useMemo(
    () => filterSessions(agenda, wanted, reader.timeZone),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the key says all about the filter, a new object each time
    [agenda, key, reader.timeZone],
  );
  const texts = useRowTexts(agenda);
  const stars = useStars();
  const [shown, showAll] = useGradually(fitting.length);
  const days = byDay(fitting.slice(0, shown), reader.timeZone);
  const same = sameWallTime(event.startsAt, reader.timeZone, event.timeZone);
  const city = zoneCity(reader.timeZone, reader.language);
  const eventCity = zoneCity(event.timeZone, reader.language);
  const filtered = Boolean(filter.q?.trim()) || choicesMade(filter) > 0;
  const clear = (): void =>
    change({
      ...{ q: undefined, day: undefined, room: undefined },
      ...{ track: undefined, spoken: undefined, kind: undefined },
    });
  const current = currentSession({ ...agenda, sessions: fitting }, running);
  const jump = (session: Session): void => {
    showAll();
    const row = document.getElementById(rowId(session));
    row?.scrollIntoView({ block: 'center' });
    row?.focus({ preventScroll: true });
  };
  const changes = useCall('listReleases', { params: { event: event.slug } }, { staleTime: 60_000 });
  const changed = (changes.data?.releases.length ?? 0) > 1 && hasPage('/e/:event/changes');
  const begun = Date.parse(event.startsAt) <= running.at;
  return (
    <Stack gap="lg">
      {agenda.sessions.length >= worthFiltering && (
        <AgendaFilters agenda={agenda} filter={filter} onChange={change} />
      )}
      <Group justify="space-between" gap="sm" align="center">
        <Text c="dimmed" size="sm" flex="1 1 240px">
          {same ? t('event:agenda.zone', { city }) : t('event:agenda.zoneBoth', { city, eventCity })}
        </Text>
        <Group gap="sm" className="no-print">
          {changed && (
            <Anchor component={Link} to={`/e/${event.slug}/changes`} size="sm">
              {t('release:public.title')}
            </Anchor>
          )}
          <Text size="sm" role="status">
            {filtered && t('filter.found', { count: fitting.length, total: agenda.sessions.length })}
          </Text>
          {filtered && fitting.length > 0 && (
            <Button variant="subtle" leftSection={<IconFilterOff size={20} aria-hidden />} onClick={clear}>
              {t('filter.clear')}
            </Button>
          )}
          {begun && current && (
            <Button
              variant="default"
              leftSection={<IconPlayerPlay size={20} aria-hidden />}
              onClick={() => jump(current.session)}
            >
              {t(current.now ? 'jump.now' : 'jump.next')}
            </Button>
          )}
        </Group>
      </Group>
      {fitting.length === 0 && (
        <Empty
          icon={<IconFilterOff />}
          title={t('filter.noneTitle')}
          text={t('filter.noneText')}
          action={<Button onClick={clear}>{t('filter.clear')}</Button>}
        />
      )}
      {[...days].map(([day, sessions]) => (
        <Stack key={day} component="section" gap="sm" aria-labelledby={`day-${day}`}>
          <Title order={3} id={`day-${day}`} className="agenda-day">
            {capitalised(formatDay(sessions[0]?.startsAt ?? day, reader, 'full'), reader.language)}
          </Title>
          <ol className="plain-list agenda" data-long={fitting.length > worthSkipping || undefined}>
            {sessions.map((session) => (
              <AgendaRow
                key={session.id}
                id={rowId(session)}
                session={session}
                texts={texts}
                now={running.isNow(session)}
                over={(running.times.get(session.id)?.end ?? Date.parse(session.endsAt)) <= running.at}
                times={noteworthy(session.startsAt, running.times.get(session.id))}
                starred={stars.able ? stars.has(session.id) : null}
                star={stars.toggle}
              />
            ))}
          </ol>
        </Stack>
      ))}
    </Stack>
  );
}

const rowId = (session: Session): string => `session-${session.slug}`;

function byDay(sessions: readonly Session[], timeZone: string): Map<string, Session[]> {
  const days = new Map<string, Session[]>();
  for (const session of sessions) {
    const key = dayKey(session.startsAt, timeZone);
    const day = days.get(key);
    if (day) day.push(session);
    else days.set(key, [session]);
  }
  return days;
}
