import { Clock, Database, ENV, sql, type Env } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';

/** How many may go now, and when each of the others may be tried again. */
export interface Turns {
  granted: number;
  /** For those without a turn, in their order. */
  laterAt: Date[];
}

/** So long an allowance may be saved up: what comes at once. */
const burstSeconds = 10;
const firstPauseSeconds = 30;
const longestPauseSeconds = 1_800;

/** The part of an address behind the `@`. */
export const hostOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/**
 * How fast mail goes to the mailboxes of one domain. All workers share it, since the domain counts what comes from all
 * of them. Written apart from the mails, so that nobody waits for a row while a mail server thinks.
 */
@Injectable()
export class MailHosts {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** Takes as many of the wanted turns as there are. */
  async take(host: string, wanted: number): Promise<Turns> {
    const share = 60 / this.env.MAIL_PER_MINUTE;
    const burst = Math.max(burstSeconds, share);
    return this.database.sql.transaction().execute(async (transaction) => {
      const now = this.clock.now();
      await sql`
        insert into mail_host (host, full_at) values (${host}, ${now}) on conflict do nothing`.execute(
        transaction,
      );
      const { rows } = await sql<{ full: Date; waits: Date | null }>`
        select full_at as full, waits_until as waits from mail_host where host = ${host} for update`.execute(
        transaction,
      );
      // Neither can be further ahead than this, unless the clock was set back meanwhile: then it says nothing.
      const kept = (at: Date | null, mostSeconds: number): number => {
        const time = at ? new Date(at).getTime() : 0;
        return time > now.getTime() + (mostSeconds + 1) * 1_000 ? 0 : time;
      };
      const waits = kept(rows[0]?.waits ?? null, longestPauseSeconds);
      const full = Math.max(now.getTime(), kept(rows[0]?.full ?? null, burst));
      const used = (full - now.getTime()) / 1_000;
      // A little is forgiven: fractions of seconds do not add up exactly.
      const free = Math.max(0, Math.floor((burst - used) / share + 1e-6));
      const granted = waits > now.getTime() ? 0 : Math.min(wanted, free);
      if (granted > 0) {
        await sql`
          update mail_host set full_at = ${new Date(full + granted * share * 1_000)} where host = ${host}`.execute(
          transaction,
        );
      }
      const from = Math.max(now.getTime() + Math.max(0, used + granted * share - burst) * 1_000, waits);
      const laterAt = Array.from(
        { length: wanted - granted },
        (_, place) => new Date(from + (place + 1) * share * 1_000),
      );
      return { granted, laterAt };
    });
  }

  /** The domain's servers ask for a pause: each time in a row a longer one. */
  async pause(host: string): Promise<void> {
    const now = this.clock.now();
    await sql`
      insert into mail_host as h (host, full_at, waits_until, strikes)
      values (${host}, ${now}::timestamptz, ${now}::timestamptz + make_interval(secs => ${firstPauseSeconds}), 1)
      on conflict (host) do update set strikes = h.strikes + 1,
        waits_until = ${now}::timestamptz
          + make_interval(secs => least(${longestPauseSeconds}, ${firstPauseSeconds} * power(2, least(h.strikes, 20))))
      -- Those that were on their way at the same time say the same once more.
      where h.waits_until is null or h.waits_until <= ${now}`.execute(this.database.sql);
  }

  /** Something was taken: the next pause is a short one again. */
  async well(host: string): Promise<void> {
    await sql`
      update mail_host set strikes = 0 where host = ${host} and strikes > 0
        and (waits_until is null or waits_until <= ${this.clock.now()})`.execute(this.database.sql);
  }

  /** Forgets domains that nothing is known of any more. */
  async prune(): Promise<void> {
    const now = this.clock.now();
    await sql`
      delete from mail_host where full_at < ${now}
        and coalesce(waits_until, '-infinity') < ${now}::timestamptz - interval '1 day'`.execute(
      this.database.sql,
    );
  }
}
