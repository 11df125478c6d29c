import {
  expectedTimes,
  lineOf,
  presenceKey,
  type PlannedItem,
  type Presence,
  type RunningSession,
  type RunningStep,
} from '@foyer/contracts';
import { dayKey } from '@foyer/locales';
import { sql, type Sql } from '@foyer/platform';

/** An event, as far as its running order is concerned. */
export interface RunningEvent {
  id: string;
  timeZone: string;
}

/** The sessions of an event (or of one line of it) and what was done to them. */
export interface Board {
  items: PlannedItem[];
  rows: Record<string, RunningSession>;
}

interface BoardRow extends RunningSession {
  id: string;
  room: string | null;
  from: string;
  to: string;
  touched: boolean;
}

const rowColumns = sql`r.started_at as "startedAt", r.ended_at as "endedAt", r.skipped,
  r.delay_minutes as "delayMinutes", r.shortened_minutes as "shortenedMinutes", r.moved_ms as "movedMs"`;

/**
 * What can be run: private sessions cannot.
 * @param near only what may stand in one line with this session
 */
export async function readBoard(database: Sql, event: RunningEvent, near?: string): Promise<Board> {
  const line = near
    ? sql`and (s.room_id, true) is not distinct from ((select room_id from session where id = ${near}), true)
        and abs(extract(epoch from s.starts_at - (select starts_at from session where id = ${near}))) < 90000`
    : sql``;
  const { rows } = await sql<BoardRow>`
    select s.id, s.room_id as room, s.starts_at as "from", s.ends_at as "to", r.session_id is not null as touched,
      ${rowColumns}
    from session s left join running_session r on r.session_id = s.id
    where s.event_id = ${event.id} and s.kind <> 'private-blocker' ${line}`.execute(database);
  return {
    items: rows.map(({ id, room, from, to }) => {
      const startsAt = new Date(from);
      return {
        id,
        line: lineOf(room, dayKey(startsAt, event.timeZone)),
        startsAt: startsAt.getTime(),
        endsAt: new Date(to).getTime(),
      };
    }),
    rows: Object.fromEntries(rows.filter(({ touched }) => touched).map((row) => [row.id, toRow(row)])),
  };
}

/** Whether a session goes on: started by hand, or, where nobody runs its room today, by its time. */
export async function isGoingOn(
  database: Sql,
  event: RunningEvent,
  session: string,
  now: Date,
): Promise<boolean> {
  const { items, rows } = await readBoard(database, event, session);
  return expectedTimes(items, rows, now.getTime()).get(session)?.goingOn ?? false;
}

/**
 * Sessions that are over, with when they ended (in milliseconds): by hand, or, where nobody runs their room today, by
 * their time. What was skipped or passed over has never been.
 */
export async function readEnded(database: Sql, event: RunningEvent, now: Date): Promise<Map<string, number>> {
  const { items, rows } = await readBoard(database, event);
  const over = [...expectedTimes(items, rows, now.getTime())].filter(
    ([, { state, goingOn, end }]) =>
      (state === 'ended' || state === 'waiting') && !goingOn && end <= now.getTime(),
  );
  return new Map(over.map(([session, { end }]) => [session, end]));
}

export async function readRows(database: Sql, event: string): Promise<Record<string, RunningSession>> {
  const { rows } = await sql<RunningSession & { id: string }>`
    select r.session_id as id, ${rowColumns} from running_session r where r.event_id = ${event}`.execute(
    database,
  );
  return Object.fromEntries(rows.map((row) => [row.id, toRow(row)]));
}

export async function writeRows(
  database: Sql,
  event: string,
  rows: Readonly<Record<string, RunningSession>>,
): Promise<void> {
  const given = JSON.stringify(Object.entries(rows).map(([id, row]) => ({ id, ...row })));
  await sql`
    insert into running_session (session_id, event_id, started_at, ended_at, skipped, delay_minutes,
      shortened_minutes, moved_ms)
    select id, ${event}, "startedAt", "endedAt", skipped, "delayMinutes", "shortenedMinutes", "movedMs"
    from jsonb_to_recordset(${given}::jsonb) as w(id uuid, "startedAt" timestamptz, "endedAt" timestamptz,
      skipped boolean, "delayMinutes" int, "shortenedMinutes" int, "movedMs" int)
    order by id
    on conflict (session_id) do update set started_at = excluded.started_at, ended_at = excluded.ended_at,
      skipped = excluded.skipped, delay_minutes = excluded.delay_minutes,
      shortened_minutes = excluded.shortened_minutes, moved_ms = excluded.moved_ms`.execute(database);
}

const presenceColumns = sql`session_id as session, speaker_id as speaker, state, place, at`;

export async function readPresence(database: Sql, event: string): Promise<Record<string, Presence>> {
  const { rows } = await sql<Presence>`
    select ${presenceColumns} from speaker_presence where event_id = ${event}`.execute(database);
  return byKey(rows);
}

/** Moves all of some sessions who are in one state on to another. @returns those who have moved */
export async function movePresence(
  database: Sql,
  sessions: readonly string[],
  step: { from: Presence['state']; to: Presence['state']; at: Date },
): Promise<Record<string, Presence>> {
  const { rows } = await sql<Presence>`
    update speaker_presence set state = ${step.to}, at = ${step.at}
    where session_id = any(${sessions}::uuid[]) and state = ${step.from} returning ${presenceColumns}`.execute(
    database,
  );
  return byKey(rows);
}

/** The latest steps, or those with these ids. */
export async function readSteps(
  database: Sql,
  event: string,
  which: { latest: number } | { ids: readonly number[] },
): Promise<Record<string, RunningStep>> {
  const these = 'ids' in which ? sql`and l.id = any(${which.ids}::int[])` : sql``;
  const { rows } = await sql<RunningStep>`
    select l.id, l.step, l.at, p.name as by, l.session_id as session, l.other_id as other, l.speaker_id as speaker,
      l.minutes, l.state, l.place, l.undone
    from running_step l left join person p on p.id = l.actor_id
    where l.event_id = ${event} ${these} order by l.id desc
    limit ${'latest' in which ? which.latest : which.ids.length}`.execute(database);
  return Object.fromEntries(rows.map((row) => [row.id, { ...row, at: iso(row.at) }]));
}

function byKey(rows: readonly Presence[]): Record<string, Presence> {
  return Object.fromEntries(
    rows.map((row) => [presenceKey(row.session, row.speaker), { ...row, at: iso(row.at) }]),
  );
}

function toRow(row: RunningSession): RunningSession {
  const { startedAt, endedAt, skipped, delayMinutes, shortenedMinutes, movedMs } = row;
  return {
    startedAt: startedAt === null ? null : iso(startedAt),
    endedAt: endedAt === null ? null : iso(endedAt),
    ...{ skipped, delayMinutes, shortenedMinutes, movedMs },
  };
}

/** Through this connection timestamps come as PostgreSQL prints them. */
const iso = (at: string): string => new Date(at).toISOString();
