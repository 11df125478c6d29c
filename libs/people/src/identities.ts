import { randomBytes } from 'node:crypto';
import {
  Language,
  type Identity,
  type Provider,
  type ProviderAnswer,
  type RouteParsed,
  type routes,
} from '@foyer/contracts';
import {
  Clock,
  Database,
  databaseError,
  ENV,
  hashOf,
  houseCall,
  Limits,
  LOG,
  Problem,
  sql,
  type Call,
  type Env,
  type Logger,
  type Tx,
} from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { AskedProvider, isStateOf, type Known } from './provider.js';

const tripMinutes = 10;
const minutes = 60;
/** An address may be a whole conference's. */
const perAddress = { times: 1_000, seconds: 15 * minutes };

/** Where a browser goes; `token` belongs into its cookie. */
export interface Departure {
  url: string;
  token: string;
  expiresAt: Date;
}
/** Somebody has come back from a provider. */
export interface Arrival {
  provider: string;
  name: string;
  known: Known;
  next: string;
  language: Language | null;
  timeZone: string | null;
}
interface Row {
  id: string;
  issuer: string;
  email: string | null;
  createdAt: Date;
  lastUsedAt: Date;
}

/** Accounts at providers (OpenID Connect): the way there and back, whose they are, given up. */
@Injectable()
export class Identities {
  private readonly providers: ReadonlyMap<string, AskedProvider>;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Limits) private readonly limits: Limits,
    @Inject(ENV) env: Env,
    @Inject(LOG) log: Logger,
  ) {
    this.providers = new Map(
      env.OIDC_PROVIDERS.map((setting) => [setting.id, new AskedProvider(setting, log)] as const),
    );
  }

  /** In the order of the settings. */
  listProviders(): Provider[] {
    return [...this.providers.values()].map(({ setting: { id, name } }) => ({ id, name }));
  }

  /**
   * Sends a browser to a provider.
   * @param redirectUri where the provider sends it back to
   * @throws Problem not_found for an unknown provider; provider_away; too_many_requests
   */
  async depart(
    call: Call,
    provider: string,
    redirectUri: string,
    { next, language, timeZone }: RouteParsed<(typeof routes)['startProviderSignIn']>['body'],
  ): Promise<Departure> {
    const asked = this.find(provider);
    if (call.address !== null) await this.limits.use('providers.depart', call.address, perAddress);
    const token = randomBytes(32).toString('base64url');
    const url = await asked.addressFor({ token, redirectUri });
    const expiresAt = new Date(this.clock.now().getTime() + tripMinutes * 60_000);
    await this.database.write(houseCall, async (tx) => {
      await sql`
        insert into provider_trip (token_hash, provider, next, language, time_zone, expires_at)
        values (${hashOf(token)}, ${provider}, ${next}, ${language ?? null}, ${timeZone ?? null}, ${expiresAt})`.execute(
        tx.sql,
      );
      return null;
    });
    return { url, token, expiresAt };
  }

  /**
   * Who has come back. The trip is over then, whatever comes of it; an answer that is none to this browser's trip ends
   * nothing, so that no link can break off somebody's way in.
   * @throws Problem provider_refused, with where the person was going; provider_away; too_many_requests
   */
  async arrive(
    call: Call,
    provider: string,
    { token, redirectUri }: { token: string | undefined; redirectUri: string },
    answer: ProviderAnswer,
  ): Promise<Arrival> {
    const asked = this.find(provider);
    if (call.address !== null) await this.limits.use('providers.arrive', call.address, perAddress);
    const { name } = asked.setting;
    const trip = await this.end(provider, token, answer.state);
    if (!trip) throw new Problem('provider_refused', { name });
    const { next, language, timeZone } = trip;
    try {
      const known = await asked.whoCame({ token: trip.token, redirectUri }, answer);
      return { provider, name, known, next, language: Language.nullable().parse(language), timeZone };
    } catch (error) {
      throw onTheWay(error, next);
    }
  }

  /**
   * Whose account this is, linked where it was not: by the address, if the provider vouches for it. Nobody has come into
   * an account of ours without having shown that its address is theirs, so a vouched address is the same person.
   * @param ensure makes the account where there is none
   * @returns the person's id
   * @throws Problem provider_unverified; identity_taken where another account of this provider signs them in
   */
  async link(tx: Tx, { known, name }: Arrival, ensure: (email: string) => Promise<string>): Promise<string> {
    const now = this.clock.now();
    const { issuer, subject, email } = known;
    const used = await sql<{ person: string }>`
      update identity set last_used_at = ${now}, email = ${email} where issuer = ${issuer} and subject = ${subject}
      returning person_id as person`.execute(tx.sql);
    if (used.rows[0]) return used.rows[0].person;
    if (email === null || !known.verified) throw new Problem('provider_unverified', { name });
    const person = await ensure(email);
    try {
      // Two at once are one: whoever comes second finds what the first has made.
      const { rows } = await sql<{ person: string }>`
        insert into identity (person_id, issuer, subject, email, created_at, last_used_at)
        values (${person}, ${issuer}, ${subject}, ${email}, ${now}, ${now})
        on conflict (issuer, subject) do update set last_used_at = excluded.last_used_at
        returning person_id as person`.execute(tx.sql);
      return rows[0]?.person ?? person;
    } catch (error) {
      if (databaseError(error)?.constraint === 'identity_person')
        throw new Problem('identity_taken', { name });
      throw error;
    }
  }

  /** The caller's own, the oldest first. */
  async list(call: Call): Promise<Identity[]> {
    const { rows } = await sql<Row>`
      select id, issuer, email, created_at as "createdAt", last_used_at as "lastUsedAt"
      from identity where person_id = ${call.actor?.person ?? null} order by created_at, id`.execute(
      this.database.sql,
    );
    return rows.map(({ issuer, ...row }) => ({
      ...row,
      name: this.nameOf(issuer),
      createdAt: row.createdAt.toISOString(),
      lastUsedAt: row.lastUsedAt.toISOString(),
    }));
  }

  /** It signs nobody in any more; a code by mail does. @throws Problem not_found for what is not the caller's own */
  async unlink(call: Call, id: string): Promise<void> {
    await this.database.write(call, async (tx) => {
      const gone = await sql`
        delete from identity where id = ${id} and person_id = ${call.actor?.person ?? null}`.execute(tx.sql);
      if (gone.numAffectedRows === 0n) throw new Problem('not_found');
      return null;
    });
  }

  /** Forgets browsers that did not come back. @returns how many */
  async prune(): Promise<number> {
    const { numAffectedRows } = await sql`
      delete from provider_trip where expires_at < ${this.clock.now()}`.execute(this.database.sql);
    return Number(numAffectedRows ?? 0n);
  }

  private find(provider: string): AskedProvider {
    const asked = this.providers.get(provider);
    if (!asked) throw new Problem('not_found');
    return asked;
  }

  private nameOf(issuer: string): string {
    const known = [...this.providers.values()].find(({ setting }) => sameIssuer(setting.issuer, issuer));
    return known?.setting.name ?? issuer;
  }

  private async end(
    provider: string,
    token: string | undefined,
    state: string,
  ): Promise<(TripRow & { token: string }) | null> {
    if (token === undefined || !isStateOf(token, state)) return null;
    const { rows } = await sql<TripRow>`
      delete from provider_trip
      where token_hash = ${hashOf(token)} and provider = ${provider} and expires_at > ${this.clock.now()}
      returning next, language, time_zone as "timeZone"`.execute(this.database.sql);
    return rows[0] ? { token, ...rows[0] } : null;
  }
}

interface TripRow {
  next: string;
  language: string | null;
  timeZone: string | null;
}

/** Settings may leave out the slash at the end that the provider writes, or the other way round. */
const sameIssuer = (one: string, other: string): boolean =>
  one.replace(/\/$/, '') === other.replace(/\/$/, '');

/** What went wrong, with where the person was going: they try again from there. */
export function onTheWay(error: unknown, next: string): unknown {
  if (!(error instanceof Problem)) return error;
  return new Problem(error.code, { ...error.params, next }, error.errors, error.retryAfter);
}
