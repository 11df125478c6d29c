import { sql, type Sql } from '@foyer/platform';

/** How much there is to schedule, in figures. */
export interface Scope {
  /** Agreed meetings without a time, and those that have one in a computed block. */
  waiting: number;
  standing: number;
  pinned: number;
  /** In either. */
  people: number;
  /** Times to come, and the meetings they have room for; null without limit. */
  times: number;
  places: number | null;
  blocks: number;
}

/** @param now by the event's clock */
export async function readScope(database: Sql, event: string, now: Date): Promise<Scope> {
  const { rows } = await sql<Scope>`
    with agreed as (
      select q.id, q.asker_id, q.asked_id, m.id as meeting, w.slot_id is not null as pinned
      from meeting_request q
      left join meeting m on m.request_id = q.id and m.state <> 'cancelled'
      left join schedule_wish w on w.request_id = q.id
      where q.event_id = ${event} and q.state = 'accepted'
        and (select count(*) from registration r where r.event_id = q.event_id and r.state = 'confirmed'
          and r.person_id in (q.asker_id, q.asked_id)) = 2
        and (m.id is null or exists (select from meeting_slot s join meeting_block b on b.id = s.block_id
          where s.id = m.slot_id and b.mode = 'computed' and not b.closed and not s.closed))
    ), open as (
      select b.tables, s.starts_at, s.ends_at from meeting_block b join meeting_slot s on s.block_id = b.id
      where b.event_id = ${event} and b.mode = 'computed' and not b.closed and not s.closed
        and s.starts_at > ${now}::timestamptz
    )
    select count(*) filter (where meeting is null)::int as waiting, count(meeting)::int as standing,
      count(*) filter (where pinned)::int as pinned,
      (select count(distinct person)::int from agreed, unnest(array[asker_id, asked_id]) as person) as people,
      (select count(distinct (starts_at, ends_at))::int from open) as times,
      (select case when bool_and(tables is not null) then sum(tables)::int end from open) as places,
      (select count(*)::int from meeting_block where event_id = ${event} and mode = 'computed' and not closed) as blocks
    from agreed`.execute(database);
  const [scope] = rows;
  if (!scope) throw new Error('an aggregate without a row');
  return scope;
}
