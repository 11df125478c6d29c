import { randomUUID } from 'node:crypto';
import type { Promised } from '@foyer/contracts';
import { Commitments } from '@foyer/agenda';
import { EventAccess, type EventEntity } from '@foyer/events';
import { Database, Problem, sql, type Call, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { personOf } from './attendees.js';
import { aroundEvent, promisedOf } from './promised.js';

/** RFC 3339 */
type Stretch = { startsAt: string; endsAt: string };
/** So many stretches of own time one person may have around an event. */
const mostKept = 400;
/** A meeting that is booked in the same moment is gone around at the second look. */
const looks = 3;

/** Time that people keep free for themselves: nobody can book them then, in any event. */
@Injectable()
export class OwnTimeService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Commitments) private readonly commitments: Commitments,
  ) {}

  /**
   * Keeps these stretches free; what of them is so already stays as it is.
   * @param around what stands there stays, and the rest is kept free; otherwise it is all or nothing
   * @throws Problem not_registered; time_taken with `kind`, `startsAt` and `endsAt` of the first thing in the way;
   *   invalid_input beyond the days around the event, and for more than can be told apart
   */
  async keep(call: Call, slug: string, times: readonly Stretch[], around: boolean): Promise<Promised[]> {
    return this.change(call, slug, times, async (tx, event, me) => {
      const ref = randomUUID();
      for (let look = 0; look < looks; look++) {
        if ((await this.take(tx, event.id, me, ref, times, around)) === 0) break;
      }
      const stands = around ? undefined : await this.firstOf(tx, me, times);
      if (stands) throw new Problem('time_taken', stands);
    });
  }

  /** Whoever kept these stretches free can be booked again. @throws Problem not_registered; invalid_input */
  async giveBack(call: Call, slug: string, times: readonly Stretch[]): Promise<Promised[]> {
    return this.change(call, slug, times, async (tx, _, me) => {
      await this.commitments.cutOwn(
        tx,
        times.map(({ startsAt, endsAt }) => ({
          person: me,
          startsAt: new Date(startsAt),
          endsAt: new Date(endsAt),
        })),
      );
    });
  }

  /** Somebody has withdrawn from an event: what they kept free because of it is free again. */
  async leave(tx: Tx, left: { event: string; person: string }): Promise<void> {
    await sql`
      delete from commitment c where c.event_id = ${left.event} and c.person_id = ${left.person} and c.kind = 'own'
        and not exists (select from registration r
          where r.event_id = c.event_id and r.person_id = c.person_id and r.state = 'confirmed')`.execute(
      tx.sql,
    );
  }

  private async change(
    call: Call,
    slug: string,
    times: readonly Stretch[],
    work: (tx: Tx, event: EventEntity, me: string) => Promise<void>,
  ): Promise<Promised[]> {
    const me = personOf(call);
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.find(call, { slug }, tx);
      // One step after the other for one person, so that two of them cannot wait for each other.
      const { rows } = await sql`
        select 1 from registration where event_id = ${event.id} and person_id = ${me} and state = 'confirmed'
        for no key update`.execute(tx.sql);
      if (rows.length === 0) throw new Problem('not_registered');
      checkDays(event, times);
      await work(tx, event, me);
      const promised = await promisedOf(tx.sql, event, me);
      if (promised.filter(({ kind }) => kind === 'own').length > mostKept)
        throw refused('/times', 'too many');
      return promised;
    });
  }

  /** @returns how many stretches somebody else's booking was faster for */
  private async take(
    tx: Tx,
    event: string,
    me: string,
    ref: string,
    times: readonly Stretch[],
    around: boolean,
  ): Promise<number> {
    const { rows } = await sql<{ missed: number }>`
      with wanted as (
        select range_agg(tstzrange("startsAt", "endsAt")) as stretch
        from jsonb_to_recordset(${JSON.stringify(times)}::jsonb) as w("startsAt" timestamptz, "endsAt" timestamptz)
      ), held as (
        select coalesce(range_agg(tstzrange(c.starts_at, c.ends_at)), '{}') as stretch from wanted w join commitment c
          on c.person_id = ${me} and tstzrange(c.starts_at, c.ends_at) && w.stretch
            and (c.kind = 'own' or ${around}::boolean)
      ), part as materialized (
        select part from wanted w cross join held h cross join lateral unnest(w.stretch - h.stretch) as part
      ), kept as (
        insert into commitment (person_id, event_id, kind, ref, starts_at, ends_at)
        select ${me}, ${event}, 'own', ${ref}, lower(part), upper(part) from part order by part
        on conflict do nothing returning 1
      )
      select ((select count(*) from part) - (select count(*) from kept))::int as missed`.execute(tx.sql);
    return rows[0]?.missed ?? 0;
  }

  private async firstOf(
    tx: Tx,
    me: string,
    times: readonly Stretch[],
  ): Promise<{ kind: string; startsAt: string; endsAt: string } | undefined> {
    const { rows } = await sql<{ kind: string; startsAt: Date; endsAt: Date }>`
      select c.kind, c.starts_at as "startsAt", c.ends_at as "endsAt"
      from jsonb_to_recordset(${JSON.stringify(times)}::jsonb) as w("startsAt" timestamptz, "endsAt" timestamptz)
      join commitment c on c.person_id = ${me} and c.kind <> 'own'
        and tstzrange(c.starts_at, c.ends_at) && tstzrange(w."startsAt", w."endsAt")
      order by c.starts_at limit 1`.execute(tx.sql);
    return rows.map(({ kind, startsAt, endsAt }) => ({
      kind,
      startsAt: new Date(startsAt).toISOString(),
      endsAt: new Date(endsAt).toISOString(),
    }))[0];
  }
}

function checkDays(event: EventEntity, times: readonly Stretch[]): void {
  const { from, to } = aroundEvent(event);
  const wrong = times.findIndex(
    ({ startsAt, endsAt }) => Date.parse(startsAt) < from.getTime() || Date.parse(endsAt) > to.getTime(),
  );
  if (wrong >= 0) throw refused(`/times/${String(wrong)}`, 'is not within the days of the event');
}

function refused(pointer: string, message: string): Problem {
  return new Problem('invalid_input', {}, [{ pointer, message }]);
}
