import { createHmac } from 'node:crypto';
import type { RouteResult, routes } from '@foyer/contracts';
import { EventAccess } from '@foyer/events';
import {
  Clock,
  Database,
  ENV,
  hashOf,
  Limits,
  Problem,
  sql,
  type Call,
  type Env,
  type Sql,
} from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { newIds } from './draft-agenda.js';
import { Editing } from './editing.js';
import { Profiles } from './profiles.js';
import { Stage } from './stage.js';
import { Timetable } from './timetable.js';

const validDays = 30;
/** Facts name so many claims at most. */
const batch = 500;
const allowance = { person: { times: 30, seconds: 3_600 }, address: { times: 300, seconds: 3_600 } };

interface Claim {
  id: string;
  speaker: string;
  event: string;
  slug: string;
  title: Record<string, string>;
  name: string;
  email: string;
}

/**
 * The token of a claim, worked out anew for the letter that carries it: it stands in no table, queue or log, and the
 * table's hash gives it away to nobody.
 */
const tokenOf = (env: Pick<Env, 'FOYER_SECRET'>, claim: string): string =>
  createHmac('sha256', env.FOYER_SECRET).update(`speaker-claim\0${claim}`).digest('base64url');

/** The page that a claim's letter leads to. Opening it changes nothing. */
export const claimUrl = (env: Pick<Env, 'FOYER_SECRET' | 'publicUrl'>, claim: string): string =>
  `${env.publicUrl}/claim/${tokenOf(env, claim)}`;

/** How the profile that organisers made becomes the speaker's own. */
@Injectable()
export class SpeakerClaims {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Editing) private readonly editing: Editing,
    @Inject(Timetable) private readonly timetable: Timetable,
    @Inject(Stage) private readonly stage: Stage,
    @Inject(Profiles) private readonly profiles: Profiles,
    @Inject(Limits) private readonly limits: Limits,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /**
   * Mails links to those who have an address and have not claimed their profile.
   * @param speakers ids; null: all of them
   * @returns how many mails are on their way
   */
  async invite(call: Call, event: string, speakers: readonly string[] | null): Promise<number> {
    await this.limits.useBy(call, 'speaker-claims', allowance);
    return this.editing.write(call, event, async (tx, { id }) => {
      const now = this.clock.now();
      const expires = new Date(now.getTime() + validDays * 86_400_000);
      const { rows } = await sql<{ speaker: string; email: string }>`
        update speaker s set invited_at = ${now} from person p
        where p.id = s.person_id and s.event_id = ${id} and s.claimed_at is null
          and (${speakers === null} or s.id = any(${speakers ?? []}::uuid[]))
        returning s.id as speaker, p.email`.execute(tx.sql);
      const ids = await newIds(tx.sql, rows.length);
      const claims = rows.flatMap((row, index) => {
        const claim = ids[index];
        return claim ? [{ ...row, id: claim, hash: hashOf(tokenOf(this.env, claim)).toString('hex') }] : [];
      });
      await sql`
        insert into speaker_claim (id, speaker_id, email, token_hash, created_at, expires_at)
        select id, speaker, email, decode(hash, 'hex'), ${now}::timestamptz, ${expires}::timestamptz
        from jsonb_to_recordset(${JSON.stringify(claims)}::jsonb) as w(id uuid, speaker uuid, email text, hash text)`.execute(
        tx.sql,
      );
      for (let from = 0; from < claims.length; from += batch) {
        const some = claims.slice(from, from + batch).map((claim) => claim.id);
        tx.fact('speakers.invited', { event: id, claims: some });
      }
      return claims.length;
    });
  }

  /** What a link offers; changes nothing. @throws Problem not_found when it is unknown, used or too old */
  async look(token: string): Promise<RouteResult<(typeof routes)['getClaim']>> {
    const { slug, title, name, email } = await this.read(this.database.sql, token);
    return { event: { slug, title }, name, email };
  }

  /**
   * Binds the profile to the caller's account, once. The letter went to the speaker's mailbox, so whoever holds its
   * link may also choose another of their accounts, if they say so.
   * @throws Problem not_found as in `look`; claim_other_account; person_busy when the account has something else at
   *   one of the speaker's sessions
   */
  async claim(call: Call, token: string, otherAccount: boolean): Promise<string> {
    const { actor } = call;
    if (!actor) throw new Problem('not_signed_in');
    await this.limits.useBy(call, 'speaker-claim', allowance);
    return this.database.write(call, async (tx) => {
      const offered = await this.read(tx.sql, token);
      await this.timetable.lock(tx, offered.event);
      // Two at once: the second finds it gone.
      const claim = await this.read(tx.sql, token);
      const { rows } = await sql<{
        email: string;
      }>`select email from person where id = ${actor.person}`.execute(tx.sql);
      if (rows[0]?.email !== claim.email && !otherAccount) {
        throw new Problem('claim_other_account', { email: claim.email });
      }
      const was = await this.profiles.find(tx.sql, claim.event, { id: claim.speaker });
      await this.stage.put(tx, claim.event, [{ ...was, person: actor.person }]);
      await sql`update speaker set claimed_at = ${this.clock.now()} where id = ${was.id}`.execute(tx.sql);
      await sql`delete from speaker_claim where speaker_id = ${was.id}`.execute(tx.sql);
      // Also while no session names them: the event may still be a draft.
      await this.access.grant(tx, claim.event, actor.person, 'speaker');
      return claim.slug;
    });
  }

  private async read(database: Sql, token: string): Promise<Claim> {
    const { rows } = await sql<Claim>`
      select c.id, c.speaker_id as speaker, s.event_id as event, e.slug, e.title, s.name, c.email
      from speaker_claim c join speaker s on s.id = c.speaker_id join event e on e.id = s.event_id
      where c.token_hash = ${hashOf(token)} and c.expires_at > ${this.clock.now()}`.execute(database);
    const claim = rows[0];
    if (!claim) throw new Problem('not_found');
    return claim;
  }
}
