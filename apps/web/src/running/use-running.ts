import {
  expectedTimes,
  lineOf,
  outlookOf,
  streams,
  type Agenda,
  type ExpectedTimes,
  type Outlook,
  type Room,
  type RunningSession,
  type Session,
} from '@foyer/contracts';
import { dayKey } from '@foyer/locales';
import { useMemo, useSyncExternalStore } from 'react';
import { useEvent } from '../events/use-event.js';
import { useStream } from '../server/live.js';
import { serverNow } from '../server/server-time.js';
import { eventTime } from '../ui/use-now.js';
import { missedBefore } from './presence.js';

/** How the day runs, as of the minute in which something of it changed last. */
export interface Running {
  times: ReadonlyMap<string, ExpectedTimes>;
  rows: Readonly<Record<string, RunningSession>>;
  /** The event's time at which this was so. */
  at: number;
  isNow: (session: { id: string }) => boolean;
}

/** One room's sessions of one day, in the order in which they are expected. */
export interface Line {
  key: string;
  room: Room | null;
  sessions: Session[];
  outlook: Outlook;
}

const untouched: Readonly<Record<string, RunningSession>> = {};
const minute = 60_000;

/**
 * When the sessions of a programme are, and which go on: by the running order where somebody runs it. It looks at the
 * clock every second, and tells only of changes that one could see: times move by whole minutes.
 */
export function useRunning(agenda: Agenda | undefined): Running {
  const { event } = useEvent();
  const followed = useStream(streams.running, { event: event.id });
  const rows = followed?.state?.session ?? untouched;
  const { clock, timeZone } = event;
  const store = useMemo(() => {
    const items = (agenda?.sessions ?? []).flatMap((session) =>
      session.kind === 'private-blocker'
        ? []
        : [
            {
              id: session.id,
              line: lineOf(session.room, dayKey(session.startsAt, timeZone)),
              startsAt: Date.parse(session.startsAt),
              endsAt: Date.parse(session.endsAt),
            },
          ],
    );
    return ticking(() => {
      const at = eventTime(clock, serverNow());
      const times = expectedTimes(items, rows, at);
      return { times, rows, at, isNow: ({ id }) => times.get(id)?.goingOn ?? false };
    });
  }, [agenda, rows, clock, timeZone]);
  return useSyncExternalStore(store.subscribe, store.get);
}

/** The rooms of one day: today's, else the next day that has sessions, else the last. */
export function linesOf(agenda: Agenda, running: Running, timeZone: string): { day: string; lines: Line[] } {
  const open = agenda.sessions.filter(({ id }) => running.times.has(id));
  const days = [...new Set(open.map(({ startsAt }) => dayKey(startsAt, timeZone)))].sort();
  const today = dayKey(running.at, timeZone);
  const day = days.find((one) => one >= today) ?? days.at(-1) ?? today;
  const start = (session: Session) => running.times.get(session.id)?.start ?? 0;
  const place = (session: Session) => running.times.get(session.id)?.slotStart ?? 0;
  const sessions = open
    .filter(({ startsAt }) => dayKey(startsAt, timeZone) === day)
    .sort((one, other) => place(one) - place(other) || start(one) - start(other));
  const rooms = [...agenda.rooms, null].filter((room) =>
    sessions.some((session) => session.room === (room?.id ?? null)),
  );
  const lines = rooms.map((room) => {
    const own = sessions.filter((session) => session.room === (room?.id ?? null));
    const outlook = outlookOf(
      own.map(({ id }) => id),
      running.times,
      running.at,
    );
    return { key: room?.id ?? 'none', room, sessions: own, outlook };
  });
  return { day, lines };
}

/** The line in which a session stands. */
export function lineWith(agenda: Agenda, running: Running, timeZone: string, session: Session): Outlook {
  const day = dayKey(session.startsAt, timeZone);
  const ids = agenda.sessions
    .filter((one) => one.room === session.room && dayKey(one.startsAt, timeZone) === day)
    .map(({ id }) => id);
  return outlookOf(ids, running.times, running.at);
}

interface Store {
  get: () => Running;
  subscribe: (changed: () => void) => () => void;
}

/** A value that is worked out anew every second, and is a new one only when it says something else. */
function ticking(compute: () => Running): Store {
  let value = compute();
  let said = words(value);
  const look = (): boolean => {
    const next = compute();
    const saying = words(next);
    if (saying === said) return false;
    [value, said] = [next, saying];
    return true;
  };
  return {
    get: () => value,
    subscribe: (changed) => {
      if (look()) changed();
      const timer = setInterval(() => {
        if (look()) changed();
      }, 1_000);
      return () => clearInterval(timer);
    },
  };
}

function words({ times, at }: Running): string {
  const told = [...times].map(([id, { state, goingOn, start, end }]) => {
    const near = state === 'waiting' && start - at <= missedBefore;
    return `${id} ${state} ${goingOn} ${near} ${Math.floor(start / minute)} ${Math.floor(end / minute)}`;
  });
  // The hour, so that a day ends although nothing happens at its end.
  return [Math.floor(at / (60 * minute)), ...told].join('\n');
}
