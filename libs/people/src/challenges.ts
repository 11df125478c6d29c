import { createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import type { Language } from '@foyer/contracts';
import { Clock, Database, ENV, hashOf, houseCall, Problem, sql, type Env, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';

/** How long a code is good for. */
export const codeMinutes = 10;
const maxTries = 5;
const windowMinutes = 15;
/** Sends in the window: to one address from one network address, to one address at all, from one network address. */
const maxSends = { pair: 5, email: 20, address: 300 };
/** Wrong tries for one e-mail address in an hour, over all challenges. */
const maxWrongAnHour = 40;

export interface CodeRequest {
  email: string;
  /** Null where whoever asks does not say: the account's, or English. */
  language: Language | null;
  timeZone: string | null;
  address: string;
}

/** A code ready to be mailed. */
export interface IssuedCode {
  email: string;
  language: Language;
  code: string;
  validForMinutes: number;
  /** A page whose button spends the code; opening it changes nothing, whoever prefetches it. */
  link: string;
}

/** Sign-in codes: asked for, mailed, tried, spent once. */
@Injectable()
export class Challenges {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /**
   * Notes that a code is wanted; the mail is a job, so known and unknown addresses take the same time.
   * @returns the token for the cookie of the browser that asked
   * @throws Problem too_many_requests after five sends in a quarter of an hour
   */
  async open(request: CodeRequest): Promise<{ token: string; expiresAt: Date }> {
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + codeMinutes * 60_000);
    const token = randomBytes(32).toString('base64url');
    await this.database.write(houseCall, async (tx) => {
      // One at a time for an address: two at once must not both be the fifth.
      await sql`select pg_advisory_xact_lock(hashtextextended(${request.email}, 0))`.execute(tx.sql);
      await this.checkSends(tx, request, now);
      const { rows } = await sql<{ id: string }>`
        insert into sign_in_challenge (email, address, token_hash, language, time_zone, created_at, expires_at)
        values (${request.email}, ${request.address}, ${hashOf(token)},
          coalesce(${request.language}::text, (select language from person where email = ${request.email}), 'en'),
          ${request.timeZone}, ${now}, ${expiresAt})
        returning id`.execute(tx.sql);
      const id = rows[0]?.id;
      if (id) tx.fact('code.requested', { challenge: id });
    });
    return { token, expiresAt };
  }

  /** Makes the code that the mail carries. @returns null when it is too late for one; a repeat makes a new code */
  async issueCode(tx: Tx, challenge: string): Promise<IssuedCode | null> {
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    const { rows } = await sql<{ email: string; language: Language }>`
      update sign_in_challenge set code_hmac = ${this.hmac(challenge, code)}
      where id = ${challenge} and used_at is null and expires_at > ${this.clock.now()}
      returning email, language`.execute(tx.sql);
    const row = rows[0];
    if (!row) return null;
    return { ...row, code, validForMinutes: codeMinutes, link: `${this.env.publicUrl}/sign-in?code=${code}` };
  }

  /**
   * Counts a try, then compares: however many try at once, five are all a code gets.
   * @throws Problem code_wrong for a wrong, spent or old code; too_many_requests for an address under attack
   */
  async check(token: string | undefined, code: string): Promise<{ id: string; email: string }> {
    if (!token) throw new Problem('code_wrong');
    const now = this.clock.now();
    const { rows } = await sql<{ id: string; email: string; hmac: Buffer | null }>`
      update sign_in_challenge set tries = tries + 1
      where token_hash = ${hashOf(token)} and tries < ${maxTries} and used_at is null and expires_at > ${now}
      returning id, email, code_hmac as hmac`.execute(this.database.sql);
    const row = rows[0];
    if (!row?.hmac) throw new Problem('code_wrong');
    await this.checkWrongTries(row.email, now);
    if (!timingSafeEqual(row.hmac, this.hmac(row.id, code))) throw new Problem('code_wrong');
    return { id: row.id, email: row.email };
  }

  /** Spends the code, and voids the other codes of the address. @throws Problem code_wrong when it was spent before */
  async spend(
    tx: Tx,
    challenge: { id: string; email: string },
  ): Promise<{ language: Language; timeZone: string | null }> {
    const now = this.clock.now();
    const { rows } = await sql<{ language: Language; timeZone: string | null }>`
      update sign_in_challenge set used_at = ${now} where id = ${challenge.id} and used_at is null
      returning language, time_zone as "timeZone"`.execute(tx.sql);
    const row = rows[0];
    if (!row) throw new Problem('code_wrong');
    await sql`
      update sign_in_challenge set used_at = ${now}
      where email = ${challenge.email} and used_at is null and expires_at > ${now}`.execute(tx.sql);
    return row;
  }

  private async checkSends(tx: Tx, { email, address }: CodeRequest, now: Date): Promise<void> {
    const since = new Date(now.getTime() - windowMinutes * 60_000);
    const { rows } = await sql<{ pair: number; email: number; address: number; oldest: Date | null }>`
      select count(*) filter (where email = ${email} and address = ${address})::int as pair,
        count(*) filter (where email = ${email})::int as email,
        count(*) filter (where address = ${address})::int as address,
        min(created_at) as oldest
      from sign_in_challenge
      where created_at > ${since} and (email = ${email} or address = ${address})`.execute(tx.sql);
    const sent = rows[0];
    if (!sent) return;
    if (sent.pair >= maxSends.pair || sent.email >= maxSends.email || sent.address >= maxSends.address) {
      const oldest = sent.oldest ?? now;
      const retryAfter = Math.max(1, Math.ceil((oldest.getTime() - since.getTime()) / 1_000));
      throw new Problem('too_many_requests', { minutes: Math.ceil(retryAfter / 60) }, [], retryAfter);
    }
  }

  private async checkWrongTries(email: string, now: Date): Promise<void> {
    const since = new Date(now.getTime() - 3_600_000);
    const { rows } = await sql<{ tries: number }>`
      select coalesce(sum(tries), 0)::int as tries from sign_in_challenge
      where email = ${email} and created_at > ${since}`.execute(this.database.sql);
    if ((rows[0]?.tries ?? 0) > maxWrongAnHour)
      throw new Problem('too_many_requests', { minutes: 60 }, [], 3_600);
  }

  /** With a pepper that is not in the database, a copy of the table gives no codes away. */
  private hmac(challenge: string, code: string): Buffer {
    return createHmac('sha256', this.env.FOYER_SECRET).update(`sign-in-code\0${challenge}\0${code}`).digest();
  }
}
