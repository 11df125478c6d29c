/**
 * What must be true of an event's meetings, whatever the services believe: plain SQL that reads tables alone. Each
 * query has the event's slug as $1 and gives a row for every fault.
 */
export interface Check {
  name: string;
  sql: string;
}

/** Meetings that take up their people's time and their table, with those people. */
const standing = `
  standing as (
    select m.* from meeting m join event e on e.id = m.event_id
    where e.slug = $1 and m.state in ('awaiting', 'booked', 'held', 'missed')
  ), seated as (
    select s.id, s.starts_at, s.ends_at, s.state, p.person_id from standing s
    join meeting_person p on p.meeting_id = s.id
  )`;

export const independentChecks: readonly Check[] = [
  {
    name: 'nobody is in two meetings at once',
    sql: `with ${standing}
      select a.person_id, a.id, b.id from seated a join seated b on a.person_id = b.person_id and a.id < b.id
        and a.starts_at < b.ends_at and b.starts_at < a.ends_at`,
  },
  {
    name: 'nobody has promised two things at once, whatever they are and in whatever event',
    sql: `select a.person_id, a.ref, b.ref from commitment a join commitment b
        on a.person_id = b.person_id and a.id < b.id and a.starts_at < b.ends_at and b.starts_at < a.ends_at
      where exists (select from registration r join event e on e.id = r.event_id
        where e.slug = $1 and r.person_id = a.person_id)`,
  },
  {
    name: 'the time of everybody in a meeting is taken for it, exactly once',
    sql: `with ${standing}
      select s.id, s.person_id, count(c.ref) from seated s
      left join commitment c on c.ref = s.id and c.person_id = s.person_id and c.kind = 'meeting'
        and c.starts_at = s.starts_at and c.ends_at = s.ends_at
      group by s.id, s.person_id having count(c.ref) <> 1`,
  },
  {
    name: 'no time is taken for a meeting that does not stand',
    sql: `with ${standing}
      select c.person_id, c.ref from commitment c join event e on e.id = c.event_id
      where e.slug = $1 and c.kind = 'meeting'
        and not exists (select from seated s where s.id = c.ref and s.person_id = c.person_id)`,
  },
  {
    name: 'no table is given to two meetings at once',
    sql: `with ${standing}
      select a.id, b.id from standing a join meeting_slot s on s.id = a.slot_id
      join standing b on a.id < b.id and a.table_number = b.table_number
        and a.starts_at < b.ends_at and b.starts_at < a.ends_at
      join meeting_slot t on t.id = b.slot_id and t.block_id = s.block_id`,
  },
  {
    name: 'no block has more meetings at once than tables',
    sql: `with ${standing}
      select s.slot_id, count(*) from standing s join meeting_slot t on t.id = s.slot_id
      join meeting_block b on b.id = t.block_id
      where b.tables is not null group by s.slot_id, b.tables having count(*) > b.tables`,
  },
  {
    name: 'a meeting is at the time of its slot',
    sql: `with ${standing}
      select s.id from standing s join meeting_slot t on t.id = s.slot_id
      where s.state <> 'held' and (t.starts_at <> s.starts_at or t.ends_at <> s.ends_at)`,
  },
  {
    name: 'every accepted request has at most one meeting, and every meeting an accepted request',
    sql: `with ${standing}
      select q.id, count(s.id) from meeting_request q join event e on e.id = q.event_id and e.slug = $1
      left join standing s on s.request_id = q.id
      group by q.id having count(s.id) > 1 or (count(s.id) = 1 and q.state <> 'accepted')`,
  },
  {
    name: 'two people have at most one request that is open or accepted',
    sql: `select least(asker_id, asked_id), greatest(asker_id, asked_id), count(*)
      from meeting_request q join event e on e.id = q.event_id
      where e.slug = $1 and q.state in ('open', 'accepted') and asked_id is not null
      group by 1, 2 having count(*) > 1`,
  },
  {
    name: 'a meeting has two to six people, the two of its request among them',
    sql: `with ${standing}
      select s.id from standing s join meeting_request q on q.id = s.request_id
      where (select count(*) from seated p where p.id = s.id) not between 2 and 6
        or not exists (select from seated p where p.id = s.id and p.person_id = q.asker_id)
        or not exists (select from seated p where p.id = s.id and p.person_id = q.asked_id)`,
  },
  {
    name: 'outcomes and ratings are of meetings that took place, or of which somebody says so',
    sql: `with ${standing}
      select s.id, p.person_id from standing s join meeting_person p on p.meeting_id = s.id
      left join meeting_after a on a.meeting_id = s.id and a.person_id = p.person_id
      where (p.outcome is not null or a.rating is not null) and s.state <> 'held' and a.said_held is not true`,
  },
  {
    name: 'contacts are given by both or by nobody',
    sql: `select x.low_id, x.high_id from contact_exchange x join event e on e.id = x.event_id
      where e.slug = $1 and x.exchanged_at is not null and (x.low_card is null or x.high_card is null)`,
  },
  {
    name: 'everybody of a meeting was told of its time',
    sql: `with ${standing}
      select s.id, s.person_id from seated s
      where not exists (select from mail l where l.person_id = s.person_id and l.content::text like '%' || s.id || '%'
        and l.kind <> 'meeting-reminder')`,
  },
  {
    name: 'nobody was told the same twice',
    sql: `select l.person_id, l.kind, count(*) from mail l join event e on e.id = l.event_id
      where e.slug = $1 and l.kind in ('meeting-requested', 'meeting-booked', 'meeting-cancelled', 'summary',
        'registration-confirmed')
      group by l.person_id, l.kind, l.content - 'event' having count(*) > 1`,
  },
  {
    name: 'every mail that was queued has gone out',
    sql: `select l.id from mail l join event e on e.id = l.event_id where e.slug = $1 and l.state in ('queued', 'failed')`,
  },
];
