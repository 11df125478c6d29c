import { Clock, sql, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { leadMinutes } from './kinds.js';

/** How far ahead of an event the regular look derives its reminders, in days. */
const horizonDays = 3;

/** What has to be looked at: an event, or in it one person's, or what is about one meeting or session. */
export interface Scope {
  event: string;
  person?: string;
  ref?: string;
}

/**
 * Reminders follow from rules and what is so: this keeps the rows in step. Facts bring it about at once for one
 * event; a regular look over the near ones makes up for whatever was missed, as nothing here depends on a fact.
 */
@Injectable()
export class ReminderRules {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  /** Moves, adds and removes reminders: some of one event, or all of those that begin within days or are going on. */
  async reconcile(tx: Tx, scope: Scope | 'near'): Promise<void> {
    const now = this.clock.now();
    const eventNow = sql`event_now(e.clock_at, e.clock_real, e.clock_rate, ${now})`;
    const inScope =
      scope === 'near'
        ? sql`e.state = 'published' and e.ends_at > ${eventNow}
            and e.starts_at < ${eventNow} + make_interval(days => ${horizonDays})`
        : sql`e.id = ${scope.event}::uuid`;
    const { person, ref } = scope === 'near' ? {} : scope;
    const narrowed = sql`(${person ?? null}::uuid is null or w.person = ${person ?? null}::uuid)
      and (${ref ?? null}::uuid is null or w.ref = ${ref ?? null}::uuid)`;
    const worthTelling = sql`make_interval(mins => ${leadMinutes['follow-up']})`;
    // Everything that a rule speaks of: who, what, when it begins, and since when that has been known.
    const wanted = sql`
      select r.person_id as person, k.kind, e.id as event, e.id as ref, e.starts_at, k.lead, r.confirmed_at as since
      from event e join registration r on r.event_id = e.id and r.state = 'confirmed'
      cross join (values ('event-day', make_interval(mins => ${leadMinutes['event-day']})),
        ('event-hour', make_interval(mins => ${leadMinutes['event-hour']}))) as k(kind, lead)
      where ${inScope} and e.state = 'published' and e.starts_at > ${eventNow}
      union all
      select p.person_id, 'meeting', e.id, m.id, m.starts_at, make_interval(mins => ${leadMinutes.meeting}), m.booked_at
      from event e join meeting m on m.event_id = e.id and m.state = 'booked'
      join meeting_person p on p.meeting_id = m.id
      where ${inScope} and e.state = 'published' and m.starts_at > ${eventNow}
      union all
      select c.person_id, 'session', e.id, s.id, s.starts_at, make_interval(mins => ${leadMinutes.session}), null
      from event e join session s on s.event_id = e.id
      join commitment c on c.ref = s.id and c.kind in ('talk', 'moderation')
      where ${inScope} and e.state = 'published' and s.starts_at > ${eventNow}
      union all
      select f.person_id, 'follow-up', e.id, m.id, f.follow_up_at + ${worthTelling}, ${worthTelling}, null
      from event e join meeting m on m.event_id = e.id and m.state <> 'cancelled'
      join meeting_after f on f.meeting_id = m.id
      where ${inScope} and e.state = 'published' and f.follow_up_at + ${worthTelling} > ${eventNow}`;
    await sql`
      with wanted as (select * from (${wanted}) as w where ${narrowed}), added as (
        -- Whoever came when the time had passed already gets what still applies; that mail says the rest.
        insert into reminder (event_id, person_id, kind, ref, starts_at, due_at)
        select event, person, kind, ref, starts_at, starts_at - lead from wanted
        where since is null or starts_at - lead > since
        on conflict (person_id, kind, ref) do nothing
      ), moved as (
        -- What was told of the old time is told again at the new one's, unless that has passed.
        update reminder r set starts_at = w.starts_at, due_at = w.starts_at - w.lead,
          told_at = case when w.starts_at - w.lead > ${eventNow} then null else r.told_at end
        from wanted w join event e on e.id = w.event
        where r.person_id = w.person and r.kind = w.kind and r.ref = w.ref and r.starts_at <> w.starts_at
      )
      delete from reminder r using event e
      where e.id = r.event_id and ${inScope} and r.told_at is null and r.starts_at > ${eventNow}
        and (${person ?? null}::uuid is null or r.person_id = ${person ?? null}::uuid)
        and (${ref ?? null}::uuid is null or r.ref = ${ref ?? null}::uuid)
        and not exists (select from wanted w where w.person = r.person_id and w.kind = r.kind and w.ref = r.ref)`.execute(
      tx.sql,
    );
  }
}
