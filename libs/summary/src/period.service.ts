import type { PeriodReport, PeriodTarget, RouteParsed, RouteResult, routes } from '@foyer/contracts';
import { Clock, Database, Problem, sql, type Call } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { readPeriod, readSeries, readTargets, type Asked } from './period.rows.js';

type Targets = RouteParsed<typeof routes.setPeriodTargets>['body'];

/** What several events came to, for the one who organises them: their events alone, and targets that are theirs alone. */
@Injectable()
export class PeriodService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async get(call: Call, asked: Asked): Promise<RouteResult<typeof routes.getPeriodReport>> {
    const person = personOf(call);
    return this.database.snapshot(async (database) => ({
      report: {
        foyer: 'period/1',
        period: { from: asked.from, to: asked.to, series: asked.series ?? null },
        ...(await readPeriod(database, person, asked, this.clock.now())),
        targets: await readTargets(database, person, asked),
      },
      series: await readSeries(database, person),
    }));
  }

  async report(call: Call, asked: Asked): Promise<PeriodReport> {
    return (await this.get(call, asked)).report;
  }

  /** The targets as they are given: what is not named is no target any more; one that stays keeps its date. */
  async setTargets(call: Call, { from, to, series, targets }: Targets): Promise<{ targets: PeriodTarget[] }> {
    const person = personOf(call);
    const wanted = Object.entries(targets).map(([measure, target]) => ({ measure, target }));
    return this.database.write(call, async (tx) => {
      const key = sql`person_id = ${person} and starts_on = ${from} and ends_on = ${to} and series = ${series ?? ''}`;
      await sql`delete from period_target
        where ${key} and not measure = any(${wanted.map(({ measure }) => measure)}::text[])`.execute(tx.sql);
      await sql`
        insert into period_target (person_id, starts_on, ends_on, series, measure, target, set_at)
        select ${person}::uuid, ${from}::date, ${to}::date, ${series ?? ''}, measure, target, ${this.clock.now()}::timestamptz
        from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w(measure text, target int) order by measure
        on conflict (person_id, starts_on, ends_on, series, measure) do update
          set target = excluded.target, set_at = excluded.set_at
          where period_target.target <> excluded.target`.execute(tx.sql);
      const asked = { from, to, ...(series === null ? {} : { series }) };
      return { targets: await readTargets(tx.sql, person, asked) };
    });
  }
}

function personOf(call: Call): string {
  if (!call.actor) throw new Problem('not_signed_in');
  return call.actor.person;
}
