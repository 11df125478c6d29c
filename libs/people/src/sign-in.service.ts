import type { Me, RouteParsed, routes } from '@foyer/contracts';
import { Clock, Database, houseCall, noteDeed, Problem, sql, type Call, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { Challenges, codeMinutes } from './challenges.js';
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
type SignInWay = 'code' | 'passkey' | 'demo';
const signingIn = { area: 'signIn', verb: 'signedIn', event: null, about: {}, noted: false } as const;

/** The domain of the demo's people; nobody else can be signed in as by a click. */
export const demoDomain = '@demo.foyer.test';

/** Signing in, by code or in the demo by a click, and what one sees and changes of oneself. */
@Injectable()
export class SignInService {
  private readonly takeOvers: TakeOver[] = [];

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Challenges) private readonly challenges: Challenges,
    @Inject(Sessions) private readonly sessions: Sessions,
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
      const { language, timeZone } = await this.challenges.spend(tx, challenge);
      await sql`
        insert into person (email, language, time_zone, created_at)
        values (${challenge.email}, ${language}, ${timeZone ?? 'Europe/Brussels'}, ${this.clock.now()})
        on conflict (email) do update set language = excluded.language, time_zone = excluded.time_zone
        -- An account that somebody else made, as for a speaker: nobody has chosen these yet.
        where person.language = 'en' and person.time_zone = 'Europe/Brussels'
          and not exists (select from sign_in_session s where s.person_id = person.id)`.execute(tx.sql);
      return this.open(tx, call, challenge.email, userAgent, 'code');
    });
  }

  /** @throws Problem not_found for anybody but the demo's people */
  async demoSignIn(call: Call, email: string, userAgent: string): Promise<SignedIn> {
    if (!email.endsWith(demoDomain)) throw new Problem('not_found');
    return this.database.write(houseCall, (tx) => this.open(tx, call, email, userAgent, 'demo'));
  }

  /** Signs somebody in who has proved who they are in another way than by code. */
  async signInWith(call: Call, email: string, userAgent: string): Promise<SignedIn> {
    return this.database.write(houseCall, (tx) => this.open(tx, call, email, userAgent, 'passkey'));
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

  private async open(
    tx: Tx,
    call: Call,
    email: string,
    userAgent: string,
    way: SignInWay,
  ): Promise<SignedIn> {
    const person = await tx.em.findOne(Person, { email });
    if (!person) throw new Problem('not_found');
    if (call.actor?.guest) await this.endGuest(tx, call.actor.person, person.id);
    else if (call.actor)
      await sql`delete from sign_in_session where id = ${call.actor.session}`.execute(tx.sql);
    const { token, expiresAt } = await this.sessions.open(tx, person.id, userAgent);
    await noteDeed(tx.sql, person.id, { ...signingIn, action: way, client: userAgent });
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
