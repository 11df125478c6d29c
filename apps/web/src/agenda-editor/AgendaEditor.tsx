import { Group, Stack, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { dayKey } from '@foyer/locales';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { Announcer } from '../qa/Announcer.js';
import { countBySession } from './conflicts.js';
import { planDay } from './day-plan.js';
import { DayChooser } from './DayChooser.js';
import { Decisions } from './Decisions.js';
import { Dialogs } from './Dialogs.js';
import { EditorContext, type Opened } from './editor-context.js';
import { FilterBar } from './FilterBar.js';
import { daysOf } from './geometry.js';
import { Grid } from './Grid.js';
import { List } from './List.js';
import { NoSessions } from './NoSessions.js';
import { SelectionBar } from './SelectionBar.js';
import { Toolbar } from './Toolbar.js';
import { isFiltered, matches, useFilters } from './use-filters.js';
import { usePageKeys } from './use-page-keys.js';
import { useSelection } from './use-selection.js';
import { useWords } from './use-words.js';
import type { Working } from './use-working-agenda.js';

/** The draft as a grid or a list, with all that is done to it. */
export function AgendaEditor({ store, snapshot, stage }: Working) {
  const { t } = useTranslation('editor');
  const { event } = useEvent();
  const [filters, setFilters] = useFilters();
  const [opened, open] = useState<Opened>(null);
  const [said, announce] = useState('');
  const [active, setActive] = useState<string | null>(null);
  const [focusing, setFocusing] = useState(0);
  const small = useMediaQuery('(max-width: 43.75em)') ?? false;
  const { sessions, conflicts, held } = snapshot;
  const words = useWords(stage, sessions);
  const selection = useSelection(sessions);
  const counts = useMemo(() => countBySession([...conflicts, ...held]), [conflicts, held]);
  const days = useMemo(() => daysOf(event, sessions.values()), [event, sessions]);
  const day = filters.day && days.includes(filters.day) ? filters.day : (days[0] ?? '');

  const latestDay = useRef(day);
  useEffect(() => {
    latestDay.current = day;
  });
  const show = useCallback(
    (id: string) => {
      const session = store.sheet.view(id);
      setActive(id);
      setFocusing((count) => count + 1);
      const its = session && dayKey(session.startsAt, event.timeZone);
      if (its && its !== latestDay.current) setFilters({ day: its });
    },
    [store, event.timeZone, setFilters],
  );
  const editor = useMemo(
    () => ({ store, snapshot, stage, words, counts, selection, open, announce, show }),
    [store, snapshot, stage, words, counts, selection, show],
  );

  const shown = useMemo(
    () => [...sessions.values()].filter((session) => matches(session, filters, counts, words.people)),
    [sessions, filters, counts, words],
  );
  const shownIds = useMemo(() => shown.map(({ id }) => id), [shown]);
  const columns = useMemo(() => {
    const rooms = stage.rooms.map(({ id }) => id).filter((id) => !filters.room || id === filters.room);
    const homeless = [...sessions.values()].some(({ room }) => room === null || !rooms.includes(room));
    const none = rooms.length === 0 || (filters.room ? filters.room === 'none' : homeless);
    return none ? [null, ...rooms] : rooms;
  }, [stage.rooms, sessions, filters.room]);
  const plan = useMemo(() => planDay(day, shown, columns, event), [day, shown, columns, event]);
  const list = small || filters.view === 'list';
  const onPage = shown.flatMap(({ id, startsAt }) => (dayKey(startsAt, event.timeZone) === day ? id : []));
  const dayStep = (step: 1 | -1): void => {
    const next = days[days.indexOf(day) + step];
    if (!next) return;
    setFilters({ day: next });
    setActive(null);
    setFocusing((count) => count + 1);
  };
  const newAfterLast = useCallback(() => {
    const last = [...store.get().sessions.values()].at(-1);
    return {
      startsAt: last?.endsAt ?? event.startsAt,
      room: last ? last.room : (stage.rooms[0]?.id ?? null),
    };
  }, [store, event.startsAt, stage.rooms]);

  return (
    <EditorContext value={editor}>
      <PageKeys enabled={opened === null} shown={shownIds} />
      <Stack gap="md">
        <Toolbar said={said} startNew={() => open({ what: 'new', ...newAfterLast() })} />
        {sessions.size === 0 ? (
          <NoSessions startNew={() => open({ what: 'new', ...newAfterLast() })} />
        ) : (
          <>
            <Group justify="space-between" align="flex-end" gap="md">
              <DayChooser
                days={days}
                day={day}
                onDay={(next) => setFilters({ day: next })}
                view={small ? null : filters.view}
                onView={(view) => setFilters({ view })}
              />
              <FilterBar filters={filters} onChange={setFilters} shown={shownIds} all={sessions.size} />
            </Group>
            {isFiltered(filters) && shown.length === 0 ? (
              <Text c="dimmed">{t('empty.filtered')}</Text>
            ) : list ? (
              <List
                sessions={shown.filter(({ startsAt }) => dayKey(startsAt, event.timeZone) === day)}
                filtered={isFiltered(filters)}
              />
            ) : (
              <Grid
                plan={plan}
                sessions={sessions}
                active={active}
                onActive={setActive}
                focusing={focusing}
                onDay={dayStep}
              />
            )}
            <div className="ag-dock">
              <Decisions />
              <SelectionBar shown={onPage} />
            </div>
          </>
        )}
        <Announcer news={words.news(snapshot.news)} />
      </Stack>
      <Dialogs
        opened={opened}
        after={newAfterLast}
        onClose={(session) => {
          open(null);
          if (session) show(session.id);
        }}
      />
    </EditorContext>
  );
}

/** Keys that work wherever the focus is on the page. */
function PageKeys({ enabled, shown }: { enabled: boolean; shown: readonly string[] }) {
  usePageKeys(enabled, shown);
  return null;
}
