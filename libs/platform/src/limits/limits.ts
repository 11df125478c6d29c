import { Inject, Injectable } from '@nestjs/common';
import type { Call } from '../call/call.js';
import { Clock } from '../clock/clock.js';
import { Database, sql } from '../database/database.js';
import { Problem } from '../problem/problem.js';

/** So many in a time: all at once if somebody likes, then one every `seconds / times`. */
export interface Allowance {
  times: number;
  seconds: number;
}

/**
 * Limits that all processes share. The whole state of one is an instant, when the allowance will be full again:
 * each use moves it on by its share, and no use may move it further ahead than the allowance is long.
 */
@Injectable()
export class Limits {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Uses up one of an allowance. Written at once and not with any transaction: what fails later was tried all the same.
   * @param what is limited, such as `organisations.search`
   * @param whose allowance: a person, an address
   * @throws Problem too_many_requests, with the seconds to wait
   */
  async use(what: string, whose: string, { times, seconds }: Allowance): Promise<void> {
    const key = `${what}:${whose}`.slice(0, 200);
    const now = this.clock.now();
    const share = seconds / times;
    const latest = new Date(now.getTime() + (seconds - share) * 1_000);
    const used = await sql`
      insert into limit_used (key, full_at) values (${key}, ${now}::timestamptz + ${share} * interval '1 second')
      on conflict (key) do update
        set full_at = greatest(limit_used.full_at, ${now}::timestamptz) + ${share} * interval '1 second'
        where limit_used.full_at <= ${latest}`.execute(this.database.sql);
    if (used.numAffectedRows) return;
    const { rows } = await sql<{ wait: number }>`
      select extract(epoch from full_at - ${latest}::timestamptz)::float8 as wait from limit_used where key = ${key}`.execute(
      this.database.sql,
    );
    throw new Problem('too_many_requests', {}, [], Math.max(1, Math.ceil(rows[0]?.wait ?? share)));
  }

  /**
   * Uses up nothing: for what counts only when it fails.
   * @throws Problem too_many_requests where nothing of the allowance is left, with the seconds to wait
   */
  async check(what: string, whose: string, { times, seconds }: Allowance): Promise<void> {
    const key = `${what}:${whose}`.slice(0, 200);
    const share = seconds / times;
    const latest = new Date(this.clock.now().getTime() + (seconds - share) * 1_000);
    const { rows } = await sql<{ wait: number }>`
      select extract(epoch from full_at - ${latest}::timestamptz)::float8 as wait from limit_used
      where key = ${key} and full_at > ${latest}`.execute(this.database.sql);
    if (rows[0]) throw new Problem('too_many_requests', {}, [], Math.max(1, Math.ceil(rows[0].wait)));
  }

  /**
   * Uses up one of the person's allowance and one of their address's. An address may be a whole conference's, so
   * give it many times a person's. Calls from inside the house are not limited.
   */
  async useBy(call: Call, what: string, per: { person: Allowance; address: Allowance }): Promise<void> {
    if (call.address !== null) await this.use(what, `address ${call.address}`, per.address);
    if (call.actor) await this.use(what, `person ${call.actor.person}`, per.person);
  }

  /** Forgets allowances that are full again. @returns how many */
  async prune(): Promise<number> {
    const { numAffectedRows } = await sql`delete from limit_used where full_at < ${this.clock.now()}`.execute(
      this.database.sql,
    );
    return Number(numAffectedRows ?? 0);
  }
}
