import { randomBytes } from 'node:crypto';
import type { RouteResult, routes } from '@foyer/contracts';
import { Clock, Database, Gathered, hashOf, sql, type Actor, type Call, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';

const lifetimeDays = 30;
const cacheMilliseconds = 3_000;
const cacheSize = 20_000;
const seenMilliseconds = 5 * 60_000;

/** Signed-in browsers: opened after a proof of identity, resolved from a cookie, revoked by deleting the row. */
@Injectable()
export class Sessions {
  private readonly cache = new Map<string, { actor: Actor; until: number }>();
  /** A hall that comes in at once is a few look-ups. */
  private readonly lookups = new Gathered<string, Actor>((tokens) => this.lookUp(tokens));

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Opens a session.
   * @param until when it ends by itself; 30 days unless said otherwise
   * @returns the token for the cookie; only its SHA-256 is stored
   */
  async open(
    tx: Tx,
    person: string,
    userAgent: string,
    until?: Date,
  ): Promise<{ session: string; token: string; expiresAt: Date }> {
    const token = randomBytes(32).toString('base64url');
    const expiresAt = until ?? new Date(this.clock.now().getTime() + lifetimeDays * 86_400_000);
    const { rows } = await sql<{ id: string }>`
      insert into sign_in_session (person_id, token_hash, user_agent, created_at, last_seen_at, expires_at)
      values (${person}, ${hashOf(token)}, ${userAgent.slice(0, 300)}, ${this.clock.now()}, ${this.clock.now()}, ${expiresAt})
      returning id`.execute(tx.sql);
    const row = rows[0];
    if (!row) throw new Error('the session was not stored');
    return { session: row.id, token, expiresAt };
  }

  /** Who a token stands for; null for none, an unknown, a revoked or an expired one. */
  async resolve(token: string | undefined): Promise<Actor | null> {
    if (!token || token.length > 100) return null;
    const now = this.clock.now();
    const cached = this.cache.get(token);
    if (cached && cached.until > now.getTime()) return cached.actor;
    const actor = await this.lookups.find(token);
    if (!actor) {
      this.cache.delete(token);
      return null;
    }
    if (this.cache.size >= cacheSize) this.cache.clear();
    this.cache.set(token, { actor, until: now.getTime() + cacheMilliseconds });
    return actor;
  }

  private async lookUp(tokens: string[]): Promise<Map<string, Actor>> {
    const now = this.clock.now();
    const hashes = new Map(tokens.map((token) => [hashOf(token).toString('hex'), token]));
    const values = [[...hashes.keys()], now, new Date(now.getTime() - seenMilliseconds)];
    const rows = await this.database.prepared('sessions by token', byToken, values);
    await this.noteSeen(
      rows.flatMap(({ long, session }) => (long ? [session] : [])),
      now,
    );
    return new Map(rows.map(({ hash, long: _, ...actor }) => [hashes.get(hash) ?? '', actor]));
  }

  /** Where the caller is signed in, the latest first. */
  async list(call: Call): Promise<RouteResult<(typeof routes)['listSignInSessions']>['sessions']> {
    const { rows } = await sql<{ id: string; createdAt: Date; lastSeenAt: Date; userAgent: string }>`
      select id, created_at as "createdAt", last_seen_at as "lastSeenAt", user_agent as "userAgent"
      from sign_in_session where person_id = ${call.actor?.person ?? null} and expires_at > ${this.clock.now()}
      order by last_seen_at desc`.execute(this.database.sql);
    return rows.map((row) => ({
      ...row,
      createdAt: row.createdAt.toISOString(),
      lastSeenAt: row.lastSeenAt.toISOString(),
      current: row.id === call.actor?.session,
    }));
  }

  /** Drops an ended session from this process's memory. */
  forget(session: string): void {
    for (const [token, { actor }] of this.cache) if (actor.session === session) this.cache.delete(token);
  }

  /** "Last seen" is for people to look at: five minutes are near enough, and most calls write nothing. */
  private async noteSeen(sessions: string[], now: Date): Promise<void> {
    if (sessions.length === 0) return;
    // In one order for every process, so that none waits for the other's rows in a circle.
    await sql`
      update sign_in_session set last_seen_at = ${now} where id = any(array(
        select id from sign_in_session where id = any(${sessions}::uuid[]) order by id for no key update))`.execute(
      this.database.sql,
    );
  }

  /** Which of these sessions have ended; a look-up in case a notification was lost. */
  async ended(sessions: string[]): Promise<string[]> {
    if (sessions.length === 0) return [];
    const { rows } = await sql<{ id: string }>`
      select given.id from unnest(${sessions}::uuid[]) as given(id)
      left join sign_in_session s on s.id = given.id and s.expires_at > ${this.clock.now()}
      where s.id is null`.execute(this.database.sql);
    return rows.map((row) => row.id);
  }
}

/** `$1` hashes of tokens, `$2` what time it is, `$3` before which "last seen" is long ago. */
const byToken = sql<Actor & { hash: string; long: boolean }>`
  select s.id as session, p.id as person, p.organiser, p.guest, encode(s.token_hash, 'hex') as hash,
    s.last_seen_at < $3::timestamptz as long
  from sign_in_session s join person p on p.id = s.person_id
  where s.token_hash = any(array(select decode(h, 'hex') from unnest($1::text[]) as h))
    and s.expires_at > $2::timestamptz`;
