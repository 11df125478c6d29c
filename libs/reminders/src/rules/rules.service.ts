import { Clock, sql, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { standard, subjects } from './wanted.js';

/** How far ahead of an event the regular look derives its reminders, in days; further where its rules look further. */
const horizonDays = 4;

/** What has to be looked at: an event, or in it one person's, or what is about one meeting, session or request. */
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
        ? sql`e.state = 'published' and e.ends_at > ${eventNow} and e.starts_at < ${eventNow}
            + greatest(make_interval(days => ${horizonDays}), (
              select make_interval(mins => max(u.lead_minutes), days => 1) from reminder_rule u where u.event_id = e.id))`
        : sql`e.id = ${scope.event}::uuid`;
    const { person, ref } = scope === 'near' ? {} : scope;
    const narrowed = sql`(${person ?? null}::uuid is null or w.person = ${person ?? null}::uuid)
      and (${ref ?? null}::uuid is null or w.ref = ${ref ?? null}::uuid)`;
    await sql`
      with wanted as (
        select w.*, u.changed_at, w.anchor
          + make_interval(mins => coalesce(u.lead_minutes, d.lead) * case when d.after then 1 else -1 end) as due_at
        from (${subjects(inScope, eventNow)}) as w join ${standard} as d(kind, lead, after) on d.kind = w.kind
        left join reminder_rule u on u.event_id = w.event and u.kind = w.kind
        where ${narrowed} and coalesce(u.enabled, true)
      ), added as (
        -- Whoever came when the time had passed already gets what still applies; that mail says the rest. So it is
        -- with a rule that was changed when its new time had passed.
        insert into reminder (event_id, person_id, kind, ref, starts_at, due_at)
        select event, person, kind, ref, starts_at, due_at from wanted
        where (since is null or due_at > since) and (changed_at is null or due_at > changed_at)
        on conflict (person_id, kind, ref) do nothing
      ), moved as (
        -- What was told of the old time is told again at the new one's, unless that has passed. What is only reckoned
        -- by another rule is never told again, and what is due already stays as it is.
        update reminder r set starts_at = w.starts_at, due_at = w.due_at, held_until = null,
          told_at = case when r.starts_at <> w.starts_at and w.due_at > ${eventNow} then null else r.told_at end
        from wanted w join event e on e.id = w.event
        where r.person_id = w.person and r.kind = w.kind and r.ref = w.ref
          and (r.starts_at <> w.starts_at or (r.due_at <> w.due_at and r.told_at is null and r.due_at > ${eventNow}
            and (w.changed_at is null or w.due_at > w.changed_at)))
      )
      delete from reminder r using event e
      where e.id = r.event_id and ${inScope} and r.told_at is null and r.starts_at > ${eventNow}
        and (${person ?? null}::uuid is null or r.person_id = ${person ?? null}::uuid)
        and (${ref ?? null}::uuid is null or r.ref = ${ref ?? null}::uuid)
        and not exists (
          select from wanted w where w.person = r.person_id and w.kind = r.kind and w.ref = r.ref
            and (w.changed_at is null or w.due_at > w.changed_at or r.due_at <= ${eventNow}
              or r.starts_at <> w.starts_at))`.execute(tx.sql);
  }
}
