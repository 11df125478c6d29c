import type { MeetingInTheWay } from '@foyer/contracts';
import { sql, type Sql, type Tx } from '@foyer/platform';
import { tableName } from './block-rules.js';
import type { SlotPlan, StandingSlot } from './slot-plan.js';

/** Meetings still to take place; those held, missed or called off stand in nobody's way. */
const standing = sql`m.state not in ('cancelled', 'held', 'missed')`;

/** The slots of a block, by id: for whoever changes them, locked so that no booking slips in meanwhile. */
export async function readSlots(database: Sql, block: string, lock = false): Promise<StandingSlot[]> {
  if (lock) {
    await sql`select from meeting_slot where block_id = ${block} order by id for update`.execute(database);
  }
  const { rows } = await sql<StandingSlot>`
    select s.id, s.starts_at as "startsAt", s.ends_at as "endsAt", s.closed, count(m.id)::int as known,
      count(m.id) filter (where ${standing})::int as booked
    from meeting_slot s left join meeting m on m.slot_id = s.id
    where s.block_id = ${block} group by s.id order by s.id`.execute(database);
  return rows.map((row) => ({
    ...row,
    startsAt: new Date(row.startsAt),
    endsAt: new Date(row.endsAt),
  }));
}

/**
 * The meetings that a plan would leave without their slot, or without their table.
 * @param tables null: no limit
 */
export async function inTheWay(
  database: Sql,
  block: string,
  plan: SlotPlan,
  tables: number | null,
): Promise<MeetingInTheWay[]> {
  const { rows } = await sql<Omit<MeetingInTheWay, 'startsAt' | 'endsAt'> & { startsAt: Date; endsAt: Date }>`
    select m.id as meeting, m.starts_at as "startsAt", m.ends_at as "endsAt", m.table_number as "table",
      ${tableName} as "tableName",
      array(select r.name from meeting_person p
        join registration r on r.event_id = m.event_id and r.person_id = p.person_id
        where p.meeting_id = m.id order by r.name) as people,
      case when m.slot_id = any(${plan.close}::uuid[]) then 'time' else 'table' end as why
    from meeting m join meeting_slot s on s.id = m.slot_id join meeting_block b on b.id = s.block_id
    where s.block_id = ${block} and ${standing}
      and (m.slot_id = any(${plan.close}::uuid[]) or (not s.closed and m.table_number > ${tables}::int)
        or (not s.closed and m.table_number is null and ${tables}::int <
          (select count(*) from meeting o where o.slot_id = s.id and o.state <> 'cancelled')))
    order by m.starts_at, m.table_number, m.id`.execute(database);
  return rows.map((row) => ({
    ...row,
    startsAt: new Date(row.startsAt).toISOString(),
    endsAt: new Date(row.endsAt).toISOString(),
  }));
}

/** Makes the slots of a block what the plan says. The caller holds their locks. */
export async function applyPlan(tx: Tx, block: string, plan: SlotPlan): Promise<void> {
  const { close, drop, reopen, add } = plan;
  await sql`delete from meeting_slot where id = any(${drop}::uuid[])`.execute(tx.sql);
  await sql`update meeting_slot set closed = true where id = any(${close}::uuid[])`.execute(tx.sql);
  await sql`update meeting_slot set closed = false where id = any(${reopen}::uuid[])`.execute(tx.sql);
  await insertSlots(tx, block, add);
}

/** @param times RFC 3339 */
export async function insertSlots(
  tx: Tx,
  block: string,
  times: readonly { startsAt: string; endsAt: string }[],
): Promise<void> {
  await sql`
    insert into meeting_slot (block_id, starts_at, ends_at)
    select ${block}, "startsAt", "endsAt"
    from jsonb_to_recordset(${JSON.stringify(times)}::jsonb) as t("startsAt" timestamptz, "endsAt" timestamptz)`.execute(
    tx.sql,
  );
}

/** Where tables begin to be counted, meetings that have none get numbers, also beyond those there are. */
export async function numberTables(tx: Tx, block: string): Promise<void> {
  await sql`
    update meeting set table_number = given.number
    from (
      select m.id, row_number() over (partition by m.slot_id order by m.booked_at, m.id) as number
      from meeting m join meeting_slot s on s.id = m.slot_id
      where s.block_id = ${block} and m.state <> 'cancelled'
    ) given
    where given.id = meeting.id and meeting.table_number is null`.execute(tx.sql);
}
