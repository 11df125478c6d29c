import type { Hold, HoldReason, HoldSource } from '@foyer/contracts';
import { Clock, sql, type Sql } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';

/** Somebody says that mail does not arrive at an address, or is not wanted there. */
export interface HoldReport {
  address: string;
  reason: HoldReason;
  /** Numbers of the mail server's answer, such as `550 5.1.1`. */
  answer: string | null;
  /** When it happened. */
  at: Date;
}

/** For so long after a bounce not even a sign-in code is tried. */
const codeRestMilliseconds = 86_400_000;

/** Addresses that get no mail any more. */
@Injectable()
export class HeldAddresses {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  /**
   * Holds addresses back. The same report again changes nothing, nor does one from before the hold was lifted, and a
   * complaint is never weakened into a bounce. Addresses that nobody here has are passed over.
   * @returns how many are held anew
   */
  async hold(database: Sql, source: HoldSource, reports: readonly HoldReport[]): Promise<number> {
    if (reports.length === 0) return 0;
    // A provider's clock may be ahead: what is said to happen tomorrow would outlive a lifting of today.
    const now = this.clock.now().getTime();
    const said = reports.map((report) => ({
      ...report,
      address: report.address.trim().toLowerCase(),
      at: new Date(Math.min(report.at.getTime(), now)).toISOString(),
    }));
    const held = await sql`
      insert into held_address as h (address, reason, source, answer, held_at)
      select distinct on (w.address) w.address, w.reason, ${source}, w.answer, w.at
      from jsonb_to_recordset(${JSON.stringify(said)}::jsonb) as w(address text, reason text, answer text, at timestamptz)
      where exists (select from person p where p.email = w.address)
        or exists (select from sign_in_challenge c where c.email = w.address)
      order by w.address, w.reason = 'complained' desc, w.at desc
      on conflict (address) do update set reason = excluded.reason, source = excluded.source,
        answer = excluded.answer, held_at = excluded.held_at, lifted_at = null, asked_at = null
      where excluded.held_at > coalesce(h.lifted_at, '-infinity')
        and (h.lifted_at is not null
          or (excluded.reason = 'complained' and h.reason = 'bounced')
          or (excluded.reason = h.reason and excluded.held_at > h.held_at))`.execute(database);
    return Number(held.numAffectedRows ?? 0);
  }

  /** @returns null where mail goes to the address */
  async find(database: Sql, address: string): Promise<Hold | null> {
    const { rows } = await sql<{ hold: Hold }>`
      select ${holdSql('h')} as hold from held_address h
      where h.address = ${address.toLowerCase()} and h.lifted_at is null`.execute(database);
    return rows[0]?.hold ?? null;
  }

  /**
   * Mail goes there again; again changes nothing.
   * @param reason lifts only what is held for it
   */
  async lift(database: Sql, address: string, reason?: HoldReason): Promise<void> {
    await sql`
      update held_address set lifted_at = ${this.clock.now()}
      where address = ${address.toLowerCase()} and lifted_at is null
        and (${reason ?? null}::text is null or reason = ${reason ?? null})`.execute(database);
  }

  /** Its person wants a code there although it is held. */
  async ask(database: Sql, address: string): Promise<void> {
    await sql`
      update held_address set asked_at = ${this.clock.now()}
      where address = ${address.toLowerCase()} and lifted_at is null`.execute(database);
  }

  /**
   * Whether a sign-in code goes out. One must be able to get in, so a hold does not stop codes; but within a day of a
   * bounce another letter would only bounce as well, unless the person says, signed in, that the mailbox is there.
   */
  async takesCodes(database: Sql, address: string): Promise<boolean> {
    const since = new Date(this.clock.now().getTime() - codeRestMilliseconds);
    const { rows } = await sql`
      select from held_address where address = ${address.toLowerCase()} and lifted_at is null
        and reason = 'bounced' and held_at > ${since} and asked_at is null`.execute(database);
    return rows.length === 0;
  }
}

/** In SQL: a row of `held_address` as the contracts show it. */
export const holdSql = (table: string) => {
  const column = (name: string) => sql.ref(`${table}.${name}`);
  return sql<Hold>`jsonb_build_object('reason', ${column('reason')}, 'source', ${column('source')},
    'code', ${column('answer')},
    'since', to_char(${column('held_at')} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`;
};
