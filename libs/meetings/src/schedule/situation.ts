import type { ScheduleMode } from '@foyer/contracts';
import type { EventEntity } from '@foyer/events';
import { dayKey } from '@foyer/locales';
import { sql, type Sql } from '@foyer/platform';
import { tablesTakenBy } from '../block-rules.js';
import type { BaseMeeting, PlanBase } from './plan.js';
import { layersOf, overlap, type ScheduleTask } from './task.js';

/** What there is to schedule in an event at this moment. */
export interface Situation {
  base: PlanBase;
  task: ScheduleTask;
}

interface SlotRow {
  id: string;
  startsAt: string;
  endsAt: string;
  tables: number | null;
  categories: string[] | null;
  block: string;
  /** Tables given to meetings that are none of the plan's, or that go on for longer and reach into this slot. */
  taken: number;
}
interface MeetingRow {
  request: string;
  asker: string;
  asked: string;
  meeting: string | null;
  slot: string | null;
  table: number | null;
  crowd: boolean;
  pin: string | null;
  priority: boolean;
}

/** What a meeting is worth. One that stands is never given up for others. */
const weights = { usual: 1, priority: 3, standing: 12 } as const;

/**
 * Reads what there is to schedule: agreed meetings without a time and those in computed blocks, their people's other
 * commitments, and the tables.
 * @param now by the event's clock
 * @param extraTables in each slot, more than there are
 */
export async function readSituation(
  database: Sql,
  event: Pick<EventEntity, 'id' | 'timeZone'>,
  now: Date,
  options: { mode: ScheduleMode; extraTables?: number },
): Promise<Situation> {
  const meetings = await readMeetings(database, event.id);
  const refs = meetings.flatMap(({ meeting }) => meeting ?? []);
  const slots = await readSlots(database, event.id, refs);
  const columns = columnsOf(slots, options.extraTables ?? 0);
  const layers = layersOf(columns.map((column) => ({ ...timesOf(column), series: column.series })));
  const task: ScheduleTask['columns'] = columns.map((column, i) => ({
    ...timesOf(column),
    places: column.places,
    layer: layers[i] ?? 0,
    day: dayKey(column.startsAt, event.timeZone),
    past: Date.parse(column.startsAt) <= now.getTime(),
  }));
  const columnOf = new Map(columns.flatMap((column, i) => column.slots.map(({ id }) => [id, i] as const)));
  const ids = [...new Set(meetings.flatMap(({ asker, asked }) => [asker, asked]))].sort();
  const people = new Map(ids.map((id, i) => [id, i]));
  const planned = meetings.flatMap((row): (BaseMeeting & { weight: number; held: number | null })[] => {
    const [a, b] = [people.get(row.asker), people.get(row.asked)];
    const from = row.slot === null ? null : (columnOf.get(row.slot) ?? null);
    // What stands outside the computed blocks is none of the plan's.
    if (a === undefined || b === undefined || (row.slot !== null && from === null)) return [];
    const pin = row.pin === null ? null : (columnOf.get(row.pin) ?? null);
    const stays =
      from !== null &&
      (options.mode === 'insert-only' || row.crowd || pin !== null || task[from]?.past === true);
    const wished = from === null && pin !== null && task[pin]?.past === false;
    return [
      {
        ...{ request: row.request, a, b, from },
        stood: row.slot === null ? null : { slot: row.slot, table: row.table },
        fixed: stays || wished,
        held: stays ? from : wished ? pin : null,
        weight: (row.priority ? weights.priority : weights.usual) * (from === null ? 1 : weights.standing),
      },
    ];
  });
  const blocked = await readBlocked(database, event.id, ids, columns, planned, meetings);
  return {
    base: {
      columns: columns.map(({ startsAt, endsAt, places, slots: own }) => ({
        ...{ startsAt, endsAt, places },
        slots: own,
      })),
      people: ids.map((id, i) => ({ id, blocked: blocked[i] ?? [] })),
      meetings: planned.map(({ weight: _weight, held: _held, ...meeting }) => meeting),
    },
    task: {
      columns: task,
      people: ids.length,
      blocked,
      meetings: planned.map(({ a, b, weight, from, held }) => ({ a, b, weight, from, fixed: held })),
    },
  };
}

interface Column {
  startsAt: string;
  endsAt: string;
  places: number | null;
  slots: { id: string; tables: number | null }[];
  categories: string[] | null;
  series: string;
}

const timesOf = ({ startsAt, endsAt }: Pick<Column, 'startsAt' | 'endsAt'>) => ({
  startsAt: Date.parse(startsAt),
  endsAt: Date.parse(endsAt),
});

/** Slots of one time for the same people are one column, with the tables of all of them. */
function columnsOf(slots: readonly SlotRow[], extra: number): Column[] {
  const columns = new Map<string, Column>();
  for (const { id, startsAt, endsAt, tables, categories, block, taken } of slots) {
    const who = categories === null ? '*' : [...categories].sort().join(' ');
    const key = `${startsAt} ${endsAt} ${who}`;
    const column = columns.get(key) ?? {
      ...{ startsAt, endsAt, places: 0, slots: [], categories },
      series: block,
    };
    const room = tables === null ? null : Math.max(0, tables + extra - taken);
    column.places = column.places === null || room === null ? null : column.places + room;
    column.slots.push({ id, tables: tables === null ? null : tables + extra });
    columns.set(key, column);
  }
  return [...columns.values()];
}

async function readMeetings(database: Sql, event: string): Promise<MeetingRow[]> {
  const { rows } = await sql<MeetingRow>`
    select q.id as request, q.asker_id as asker, q.asked_id as asked, m.id as meeting, m.slot_id as slot,
      m.table_number as "table", w.slot_id as pin, coalesce(w.priority, false) as priority,
      coalesce(m.state <> 'booked' or (select count(*) from meeting_person p where p.meeting_id = m.id) > 2, false)
        as crowd
    from meeting_request q
    left join meeting m on m.request_id = q.id and m.state <> 'cancelled'
    left join schedule_wish w on w.request_id = q.id
    where q.event_id = ${event} and q.state = 'accepted'
      and (select count(*) from registration r where r.event_id = q.event_id and r.state = 'confirmed'
        and r.person_id in (q.asker_id, q.asked_id)) = 2
    order by q.asked_at, q.id`.execute(database);
  return rows;
}

async function readSlots(database: Sql, event: string, own: readonly string[]): Promise<SlotRow[]> {
  const { rows } = await sql<SlotRow>`
    select s.id, s.starts_at as "startsAt", s.ends_at as "endsAt", b.tables, b.categories, b.id as block,
      ${tablesTakenBy(sql`(m.slot_id <> s.id or m.id <> all(${own}::uuid[]))`)} as taken
    from meeting_block b join meeting_slot s on s.block_id = b.id
    where b.event_id = ${event} and b.mode = 'computed' and not b.closed and not s.closed
    order by s.starts_at, s.ends_at, b.created_at, s.id`.execute(database);
  return rows.map((row) => ({
    ...row,
    startsAt: new Date(row.startsAt).toISOString(),
    endsAt: new Date(row.endsAt).toISOString(),
  }));
}

/** For each of the people the columns that are not for them, or in which they have something else. */
async function readBlocked(
  database: Sql,
  event: string,
  people: readonly string[],
  columns: readonly Column[],
  planned: readonly BaseMeeting[],
  meetings: readonly MeetingRow[],
): Promise<number[][]> {
  const [first, last] = [columns[0], columns.at(-1)];
  if (!first || !last) return people.map(() => []);
  const inPlan = new Set(planned.map(({ request }) => request));
  // Those who have joined a meeting later are not free then, whatever the plan does with it.
  const pairs = meetings.flatMap(({ request, meeting, asker, asked }) =>
    meeting !== null && inPlan.has(request) ? [`${meeting} ${asker}`, `${meeting} ${asked}`] : [],
  );
  const own = new Set(pairs);
  const latest = columns.reduce((at, { endsAt }) => (endsAt > at ? endsAt : at), last.endsAt);
  const { rows: busy } = await sql<{ person: string; ref: string; startsAt: string; endsAt: string }>`
    select person_id as person, ref, starts_at as "startsAt", ends_at as "endsAt" from commitment
    where person_id = any(${people}::uuid[])
      and tstzrange(starts_at, ends_at) && tstzrange(${first.startsAt}::timestamptz, ${latest}::timestamptz)`.execute(
    database,
  );
  const { rows: kinds } = await sql<{ person: string; category: string }>`
    select person_id as person, category from registration
    where event_id = ${event} and person_id = any(${people}::uuid[])`.execute(database);
  const categories = new Map(kinds.map(({ person, category }) => [person, category]));
  const indices = new Map(people.map((id, i) => [id, i]));
  const blocked = people.map((id) => {
    const category = categories.get(id) ?? '';
    return new Set(
      columns.flatMap((column, i) =>
        column.categories === null || column.categories.includes(category) ? [] : [i],
      ),
    );
  });
  const times = columns.map(timesOf);
  for (const { person, ref, startsAt, endsAt } of busy) {
    if (own.has(`${ref} ${person}`)) continue;
    const taken = { startsAt: new Date(startsAt).getTime(), endsAt: new Date(endsAt).getTime() };
    const mine = blocked[indices.get(person) ?? -1];
    times.forEach((column, i) => {
      if (overlap(column, taken)) mine?.add(i);
    });
  }
  return blocked.map((columns_) => [...columns_].sort((x, y) => x - y));
}
