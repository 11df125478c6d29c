import type { Language, Me, RouteParsed, routes } from '@foyer/contracts';
import { Clock, Database, houseCall, noteDeed, Problem, sql, type Call, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { Challenges, codeMinutes } from './challenges.js';
import { Identities, onTheWay, type Arrival } from './identities.js';
import { Person } from './person.entity.js';
import { Sessions } from './sessions.js';

type Body<R extends keyof typeof routes> = RouteParsed<(typeof routes)[R]>['body'];

/** A browser that is now signed in: `token` belongs into its cookie. */
export interface SignedIn {
  me: Me;
  token: string;
  expiresAt: Date;
}

/** Gives what a guest has done to their account, in the transaction in which they sign in. */
export type TakeOver = (tx: Tx, guest: string, account: string) => Promise<void>;

/** By what somebody has shown who they are. */
interface SignInWay {
  action: 'code' | 'passkey' | 'provider' | 'demo';
  /** Which one, where there are several. */
  about?: Readonly<Record<string, string>>;
}
const signingIn = { area: 'signIn', verb: 'signedIn', event: null, about: {}, noted: false } as const;

interface Newcomer {
  email: string;
  language: Language | null;
  timeZone: string | null;
  name?: string;
}

/** The domain of the demo's people; nobody else can be signed in as by a click. */
export const demoDomain = '@demo.foyer.test';

/** Signing in, in all ways that there are, and what one sees and changes of oneself. */
@Injectable()
export class SignInService {
  private readonly takeOvers: TakeOver[] = [];

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Challenges) private readonly challenges: Challenges,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(Identities) private readonly identities: Identities,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** For rooms that keep something of guests: called before a guest goes who has signed in. */
  onGuestSignedIn(takeOver: TakeOver): void {
    this.takeOvers.push(takeOver);
  }

  /** @returns the token for the challenge cookie */
  async requestCode(
    call: Call,
    input: Body<'requestCode'>,
  ): Promise<{ token: string; expiresAt: Date; validForMinutes: number }> {
    const opened = await this.challenges.open({
      email: input.email,
      language: input.language ?? null,
      timeZone: input.timeZone ?? null,
      address: call.address ?? 'house',
    });
    return { ...opened, validForMinutes: codeMinutes };
  }

  /** Signs in with a code; the account is made where there is none. A session this browser had before ends. */
  async signIn(
    call: Call,
    challengeToken: string | undefined,
    code: string,
    userAgent: string,
  ): Promise<SignedIn> {
    const challenge = await this.challenges.check(challengeToken, code);
    return this.database.write(houseCall, async (tx) => {
      const spent = await this.challenges.spend(tx, challenge);
      const id = await this.ensure(tx, { email: challenge.email, ...spent });
      return this.open(tx, call, { id }, userAgent, { action: 'code' });
    });
  }

  /** @throws Problem not_found for anybody but the demo's people */
  async demoSignIn(call: Call, email: string, userAgent: string): Promise<SignedIn> {
    if (!email.endsWith(demoDomain)) throw new Problem('not_found');
    return this.database.write(houseCall, (tx) =>
      this.open(tx, call, { email }, userAgent, { action: 'demo' }),
    );
  }

  /** Signs somebody in who has proved who they are by a passkey. */
  async signInWith(call: Call, email: string, userAgent: string): Promise<SignedIn> {
    return this.database.write(houseCall, (tx) =>
      this.open(tx, call, { email }, userAgent, { action: 'passkey' }),
    );
  }

  /**
   * Signs in whoever has come back from a provider; the account is made where there is none.
   * @throws Problem provider_unverified, identity_taken, with where the person was going
   */
  async signInFrom(call: Call, arrival: Arrival, userAgent: string): Promise<SignedIn> {
    const { provider, next, known, language, timeZone } = arrival;
    try {
      return await this.database.write(houseCall, async (tx) => {
        const id = await this.identities.link(tx, arrival, (email) =>
          this.ensure(tx, { email, language, timeZone, name: known.name }),
        );
        return this.open(tx, call, { id }, userAgent, { action: 'provider', about: { provider } });
      });
    } catch (error) {
      throw onTheWay(error, next);
    }
  }

  async signOut(call: Call): Promise<void> {
    if (call.actor) await this.revoke(call, call.actor.session);
  }

  /** @throws Problem not_found for a session that is not the caller's own */
  async revoke(call: Call, session: string): Promise<void> {
    const ended = await sql`
      delete from sign_in_session where id = ${session} and person_id = ${call.actor?.person ?? null}`.execute(
      this.database.sql,
    );
    if (ended.numAffectedRows === 0n) throw new Problem('not_found');
    this.sessions.forget(session);
  }

  async me(call: Call): Promise<Me | null> {
    if (!call.actor) return null;
    const person = await this.database.em().findOne(Person, { id: call.actor.person });
    return person ? toMe(person) : null;
  }

  async updateMe(call: Call, input: Body<'updateMe'>): Promise<Me> {
    return this.database.write(call, async (tx) => {
      const person = await tx.em.findOne(Person, { id: call.actor?.person ?? '' });
      if (!person) throw new Problem('not_signed_in');
      tx.em.assign(person, input);
      return toMe(person);
    });
  }

  /** The account of an address that somebody has shown to be theirs; made where there is none. @returns its id */
  private async ensure(tx: Tx, { email, language, timeZone, name = '' }: Newcomer): Promise<string> {
    await sql`
      insert into person (email, name, language, time_zone, created_at)
      values (${email}, ${name}, ${language ?? 'en'}, ${timeZone ?? 'Europe/Brussels'}, ${this.clock.now()})
      on conflict (email) do update set language = excluded.language, time_zone = excluded.time_zone
      -- An account that somebody else made, as for a speaker: nobody has chosen these yet.
      where person.language = 'en' and person.time_zone = 'Europe/Brussels'
        and not exists (select from sign_in_session s where s.person_id = person.id)`.execute(tx.sql);
    if (name)
      await sql`update person set name = ${name} where email = ${email} and name = ''`.execute(tx.sql);
    const { rows } = await sql<{ id: string }>`select id from person where email = ${email}`.execute(tx.sql);
    if (!rows[0]) throw new Error('the account was not stored');
    return rows[0].id;
  }

  private async open(
    tx: Tx,
    call: Call,
    whose: { id: string } | { email: string },
    userAgent: string,
    way: SignInWay,
  ): Promise<SignedIn> {
    const person = await tx.em.findOne(Person, whose);
    if (!person) throw new Problem('not_found');
    if (call.actor?.guest) await this.endGuest(tx, call.actor.person, person.id);
    else if (call.actor)
      await sql`delete from sign_in_session where id = ${call.actor.session}`.execute(tx.sql);
    const { token, expiresAt } = await this.sessions.open(tx, person.id, userAgent);
    await noteDeed(tx.sql, person.id, { ...signingIn, ...way, client: userAgent });
    return { me: toMe(person), token, expiresAt };
  }

  /** With the guest go all of its sessions. */
  private async endGuest(tx: Tx, guest: string, account: string): Promise<void> {
    for (const takeOver of this.takeOvers) await takeOver(tx, guest, account);
    await sql`delete from person where id = ${guest} and guest`.execute(tx.sql);
  }
}

/** An account as its person sees it. @throws Problem not_signed_in for guests */
export function toMe(person: Person): Me {
  // Guests come to no door that tells of an account.
  if (person.email == null) throw new Problem('not_signed_in');
  return {
    id: person.id,
    email: person.email,
    name: person.name,
    language: person.language,
    timeZone: person.timeZone,
    organiser: person.organiser,
  };
}
