import { sql, type Sql, type Tx } from '@foyer/platform';
import { Injectable } from '@nestjs/common';
import type { commitmentKinds } from './commitment.entity.js';

export interface NewCommitment {
  person: string;
  event: string;
  kind: (typeof commitmentKinds)[number];
  /** What it stands for. */
  ref: string;
  startsAt: Date;
  endsAt: Date;
}

/** People's clocks: the database decides every race for somebody's time. */
@Injectable()
export class Commitments {
  /**
   * Takes the time of everybody given, or of nobody.
   * A plain insert ended in deadlock storms when many raced for a slot; `on conflict do nothing` waits in turn.
   * @returns the people who have something else then; empty when all went well
   */
  async take(tx: Tx, wanted: readonly NewCommitment[]): Promise<string[]> {
    // One order for everybody, so that two who want each other's time cannot block each other.
    const rows = [...wanted]
      .sort((a, b) => order(a.person, b.person) || order(a.ref, b.ref))
      .map((row) => ({ ...row, startsAt: row.startsAt.toISOString(), endsAt: row.endsAt.toISOString() }));
    const { rows: taken } = await sql<{ person: string; ref: string }>`
      insert into commitment (person_id, event_id, kind, ref, starts_at, ends_at)
      select person, event, kind, ref, "startsAt", "endsAt" from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as w(person uuid, event uuid, kind text, ref uuid, "startsAt" timestamptz, "endsAt" timestamptz)
      on conflict do nothing
      returning person_id as person, ref`.execute(tx.sql);
    if (taken.length === rows.length) return [];
    const got = new Set(taken.map(keyOf));
    await this.release(tx, [...new Set(taken.map((row) => row.ref))]);
    return [...new Set(rows.filter((row) => !got.has(keyOf(row))).map((row) => row.person))];
  }

  /** Gives the time back that was taken for these sessions, meetings or blocked times. */
  async release(tx: Tx, refs: readonly string[]): Promise<void> {
    await sql`delete from commitment where ref = any(${refs}::uuid[])`.execute(tx.sql);
  }

  /** Gives one person's time back that was taken for something with others. */
  async releaseOf(tx: Tx, ref: string, person: string): Promise<void> {
    await sql`delete from commitment where ref = ${ref} and person_id = ${person}`.execute(tx.sql);
  }

  /**
   * Gives back what people have kept free for themselves in these stretches, and leaves what lies around them.
   * @returns whose own time gave way
   */
  async cutOwn(
    tx: Tx,
    stretches: readonly { person: string; startsAt: Date; endsAt: Date }[],
  ): Promise<string[]> {
    if (stretches.length === 0) return [];
    const { rows } = await sql<{ person: string }>`
      with given as (
        select person, range_agg(tstzrange("startsAt", "endsAt")) as stretch
        from jsonb_to_recordset(${JSON.stringify(stretches)}::jsonb)
          as w(person uuid, "startsAt" timestamptz, "endsAt" timestamptz)
        group by person
      ), cut as (
        delete from commitment c using given g
        where c.person_id = g.person and c.kind = 'own' and tstzrange(c.starts_at, c.ends_at) && g.stretch
        returning c.*, g.stretch
      ), left_over as (
        insert into commitment (person_id, event_id, kind, ref, starts_at, ends_at)
        select person_id, event_id, kind, ref, lower(part), upper(part)
        from cut cross join lateral unnest(tstzmultirange(tstzrange(starts_at, ends_at)) - stretch) as part
      )
      select distinct person_id as person from cut`.execute(tx.sql);
    return rows.map(({ person }) => person);
  }

  /** What these people have promised to be at between two instants. */
  async between(
    database: Sql,
    people: readonly string[],
    from: Date,
    to: Date,
  ): Promise<{ person: string; kind: string; ref: string; startsAt: Date; endsAt: Date }[]> {
    const { rows } = await sql<{
      person: string;
      kind: string;
      ref: string;
      startsAt: string;
      endsAt: string;
    }>`
      select person_id as person, kind, ref, starts_at as "startsAt", ends_at as "endsAt" from commitment
      where person_id = any(${people}::uuid[]) and tstzrange(starts_at, ends_at) && tstzrange(${from}, ${to})
      order by starts_at`.execute(database);
    // Through this connection timestamps come as PostgreSQL prints them.
    return rows.map((row) => ({
      ...row,
      startsAt: new Date(row.startsAt),
      endsAt: new Date(row.endsAt),
    }));
  }
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const keyOf = ({ person, ref }: { person: string; ref: string }): string => `${person} ${ref}`;
