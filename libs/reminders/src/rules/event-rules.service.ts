import {
  organisersRules,
  standardRules,
  type ReminderRule,
  type RouteParsed,
  type routes,
  type RuleKind,
} from '@foyer/contracts';
import { EventAccess, eventNow, organisers } from '@foyer/events';
import { Clock, Database, Problem, sql, type Call, type Sql } from '@foyer/platform';
import { readIncomplete } from '@foyer/registration';
import { Inject, Injectable } from '@nestjs/common';
import { ReminderRules } from './rules.service.js';
import { subjects } from './wanted.js';

type Wish = RouteParsed<(typeof routes)['putReminderRules']>['body']['rules'][number];

/** What an event reminds people of, as its organisers have it. */
@Injectable()
export class EventRules {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(ReminderRules) private readonly rules: ReminderRules,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws Problem forbidden for who does not organise the event; not_found */
  async read(call: Call, slug: string): Promise<ReminderRule[]> {
    const { event } = await this.access.findAs(call, { slug }, organisers);
    return this.database.snapshot((database) => this.of(database, event.id));
  }

  /**
   * Writes what differs from what is so; what is due moves with it at once.
   * @throws Problem forbidden; not_found; invalid_input for a time outside of the kind's bounds, or a kind named twice
   */
  async write(call: Call, slug: string, wishes: readonly Wish[]): Promise<ReminderRule[]> {
    check(wishes);
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.findAs(call, { slug }, organisers, tx);
      const now = eventNow(event, this.clock.now());
      const wanted = wishes.map((wish) => ({ ...wish, standard: standardRules[wish.kind].lead }));
      // A rule that is as it was keeps the moment of its change: saving twice changes nothing. The standard one needs
      // no row until it has been another.
      const { numAffectedRows } = await sql`
        insert into reminder_rule as u (event_id, kind, enabled, lead_minutes, changed_at)
        select ${event.id}::uuid, w.kind, w.enabled, w."leadMinutes", ${now}::timestamptz
        from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb)
          as w(kind text, enabled boolean, "leadMinutes" int, standard int)
        where not (w.enabled and w."leadMinutes" = w.standard) or exists (
          select from reminder_rule x where x.event_id = ${event.id} and x.kind = w.kind)
        order by w.kind
        on conflict (event_id, kind) do update set enabled = excluded.enabled, lead_minutes = excluded.lead_minutes,
          changed_at = excluded.changed_at
        where (u.enabled, u.lead_minutes) <> (excluded.enabled, excluded.lead_minutes)`.execute(tx.sql);
      if (numAffectedRows) await this.rules.reconcile(tx, { event: event.id });
      return this.of(tx.sql, event.id);
    });
  }

  private async of(database: Sql, event: string): Promise<ReminderRule[]> {
    const now = sql`event_now(e.clock_at, e.clock_real, e.clock_rate, ${this.clock.now()}::timestamptz)`;
    const { rows } = await sql<{
      kind: RuleKind;
      enabled: boolean | null;
      lead: number | null;
      people: number;
      next: Date | null;
    }>`
      select k.kind, u.enabled, u.lead_minutes as lead, count(distinct w.person)::int as people, min(w.anchor) as next
      from unnest(${[...organisersRules]}::text[]) with ordinality as k(kind, position)
      left join reminder_rule u on u.event_id = ${event} and u.kind = k.kind
      left join (${subjects(sql`e.id = ${event}::uuid`, now)}) as w on w.kind = k.kind
      group by k.kind, k.position, u.enabled, u.lead_minutes order by k.position`.execute(database);
    const incomplete = await readIncomplete(database, [{ event }]);
    return rows.map(({ kind, enabled, lead, people, next }) => ({
      kind,
      enabled: enabled ?? true,
      leadMinutes: lead ?? standardRules[kind].lead,
      people: kind === 'profile' && people > 0 ? incomplete.size : people,
      next: next && new Date(next).toISOString(),
    }));
  }
}

function check(wishes: readonly Wish[]): void {
  const faults = wishes.flatMap(({ kind, leadMinutes }, at) => {
    const { least, most } = standardRules[kind];
    if (wishes.findIndex((one) => one.kind === kind) !== at) {
      return [{ pointer: `/rules/${at}/kind`, message: 'is named twice' }];
    }
    return leadMinutes >= least && leadMinutes <= most
      ? []
      : [{ pointer: `/rules/${at}/leadMinutes`, message: `is not between ${least} and ${most}` }];
  });
  if (faults.length) throw new Problem('invalid_input', {}, faults);
}
