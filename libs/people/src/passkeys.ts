import { randomBytes } from 'node:crypto';
import {
  mostPasskeys,
  PasskeyCreation,
  PasskeyRequest,
  type NewPasskey,
  type Passkey,
  type PasskeyProof,
} from '@foyer/contracts';
import {
  Clock,
  Database,
  databaseError,
  hashOf,
  houseCall,
  Limits,
  Problem,
  sql,
  type Call,
  type Tx,
} from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { RelyingParty } from './relying-party.js';

/** Read by the first who uses a passkey: it brings every form of certificate along. */
const webauthn = () => import('@simplewebauthn/server');

const challengeMinutes = 10;
const minutes = 60;
/** Opening the page asks for one; an address may be a whole conference's. */
const perAddress = { times: 3_000, seconds: 15 * minutes };
const triesPerAddress = { times: 1_000, seconds: 15 * minutes };
const perPerson = { times: 30, seconds: 15 * minutes };

/** What a browser is asked to sign; `token` belongs into its cookie. */
export interface Asked<Options> {
  options: Options;
  token: string;
  expiresAt: Date;
}
interface Row {
  id: string;
  name: string;
  createdAt: Date;
  lastUsedAt: Date | null;
  synced: boolean;
}
const columns = sql`id, name, created_at as "createdAt", last_used_at as "lastUsedAt", synced`;

/** Passkeys: made, used, renamed, given up. What the browser is asked to sign is used once, by the browser that was asked. */
@Injectable()
export class Passkeys {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Limits) private readonly limits: Limits,
  ) {}

  /** The caller's own, the oldest first. */
  async list(call: Call): Promise<Passkey[]> {
    const { rows } = await sql<Row>`
      select ${columns} from passkey where person_id = ${personOf(call)} order by created_at, id`.execute(
      this.database.sql,
    );
    return rows.map(toPasskey);
  }

  /** What the caller's browser is to make a passkey of. @throws Problem too_many_passkeys; too_many_requests */
  async prepare(call: Call, party: RelyingParty): Promise<Asked<PasskeyCreation>> {
    const person = personOf(call);
    await this.limits.use('passkeys.prepare', person, perPerson);
    const { rows } = await sql<{ email: string; name: string; keys: { id: string; transports: string[] }[] }>`
      select p.email, p.name, coalesce((select jsonb_agg(jsonb_build_object('id', k.credential, 'transports', k.transports))
        from passkey k where k.person_id = p.id), '[]') as keys
      from person p where p.id = ${person} and not p.guest`.execute(this.database.sql);
    const me = rows[0];
    if (!me) throw new Problem('not_signed_in');
    if (me.keys.length >= mostPasskeys) throw new Problem('too_many_passkeys', { most: mostPasskeys });
    const options = await (
      await webauthn()
    ).generateRegistrationOptions({
      rpName: 'Foyer',
      rpID: party.id,
      userID: new Uint8Array(Buffer.from(person)),
      userName: me.email,
      userDisplayName: me.name || me.email,
      attestationType: 'none',
      excludeCredentials: me.keys,
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    return this.keep(PasskeyCreation.parse(options), person);
  }

  /**
   * Adds a passkey that the caller's browser has made.
   * @throws Problem passkey_refused for anything but a new passkey for this place, made now and by who unlocked it
   */
  async add(
    call: Call,
    party: RelyingParty,
    token: string | undefined,
    { name, passkey }: { name: string; passkey: NewPasskey },
  ): Promise<Passkey> {
    const person = personOf(call);
    await this.limits.use('passkeys.add', person, perPerson);
    const challenge = await this.take(token, person);
    const { verifyRegistrationResponse } = await webauthn();
    const made = await verified(() =>
      verifyRegistrationResponse({
        response: madeOf(passkey),
        expectedChallenge: challenge,
        expectedOrigin: party.origins,
        expectedRPID: party.id,
        requireUserVerification: true,
      }),
    );
    if (!made.verified) throw new Problem('passkey_refused');
    const { credential, credentialBackedUp } = made.registrationInfo;
    return this.database.write(call, async (tx) => {
      await this.lockFor(tx, person);
      const { rows } = await this.once(
        sql<Row>`
        insert into passkey (person_id, credential, public_key, counter, transports, synced, name, created_at)
        values (${person}, ${credential.id}, ${Buffer.from(credential.publicKey)}, ${credential.counter},
          ${JSON.stringify(passkey.response.transports ?? [])}::jsonb, ${credentialBackedUp}, ${name}, ${this.clock.now()})
        returning ${columns}`.execute(tx.sql),
      );
      return one(rows);
    });
  }

  /** @throws Problem not_found for a passkey that is not the caller's own */
  async rename(call: Call, id: string, name: string): Promise<Passkey> {
    return this.database.write(call, async (tx) => {
      const { rows } = await sql<Row>`
        update passkey set name = ${name} where id = ${id} and person_id = ${personOf(call)}
        returning ${columns}`.execute(tx.sql);
      return one(rows);
    });
  }

  /** Nobody signs in with it any more. @throws Problem not_found for a passkey that is not the caller's own */
  async remove(call: Call, id: string): Promise<void> {
    await this.database.write(call, async (tx) => {
      const gone = await sql`delete from passkey where id = ${id} and person_id = ${personOf(call)}`.execute(
        tx.sql,
      );
      if (gone.numAffectedRows === 0n) throw new Problem('not_found');
      return null;
    });
  }

  /** What a browser is to sign in order to sign in; the same for everybody. @throws Problem too_many_requests */
  async ask(call: Call, party: RelyingParty): Promise<Asked<PasskeyRequest>> {
    if (call.address !== null) await this.limits.use('passkeys.ask', call.address, perAddress);
    const options = await (
      await webauthn()
    ).generateAuthenticationOptions({ rpID: party.id, userVerification: 'required' });
    return this.keep(PasskeyRequest.parse(options), null);
  }

  /**
   * Whose passkey has signed what this browser was asked to sign.
   * @returns the address of the account
   * @throws Problem passkey_refused for an unknown or removed passkey, another origin or place, a repetition, a counter
   *   that has not moved on, or one that nobody has unlocked
   */
  async check(
    call: Call,
    party: RelyingParty,
    token: string | undefined,
    proof: PasskeyProof,
  ): Promise<string> {
    if (call.address !== null) await this.limits.use('passkeys.tries', call.address, triesPerAddress);
    const challenge = await this.take(token, null);
    const { rows } = await sql<{ id: string; person: string; email: string; key: Buffer; counter: string }>`
      select k.id, k.person_id as person, p.email, k.public_key as key, k.counter
      from passkey k join person p on p.id = k.person_id where k.credential = ${proof.id}`.execute(
      this.database.sql,
    );
    const passkey = rows[0];
    if (!passkey) throw new Problem('passkey_refused');
    const handle = proof.response.userHandle;
    if (handle !== undefined && Buffer.from(handle, 'base64url').toString() !== passkey.person)
      throw new Problem('passkey_refused');
    const { verifyAuthenticationResponse } = await webauthn();
    const { verified: good, authenticationInfo } = await verified(() =>
      verifyAuthenticationResponse({
        response: proofOf(proof),
        expectedChallenge: challenge,
        expectedOrigin: party.origins,
        expectedRPID: party.id,
        credential: {
          id: proof.id,
          publicKey: new Uint8Array(passkey.key),
          counter: Number(passkey.counter),
        },
        requireUserVerification: true,
      }),
    );
    if (!good) throw new Problem('passkey_refused');
    // Of two copies that sign at once one comes too late.
    const used = await sql`
      update passkey set counter = ${authenticationInfo.newCounter}, last_used_at = ${this.clock.now()},
        synced = ${authenticationInfo.credentialBackedUp}
      where id = ${passkey.id}
        and (counter < ${authenticationInfo.newCounter} or (counter = 0 and ${authenticationInfo.newCounter} = 0))`.execute(
      this.database.sql,
    );
    if (used.numAffectedRows !== 1n) throw new Problem('passkey_refused');
    return passkey.email;
  }

  /** Forgets what browsers were asked to sign and did not. @returns how many */
  async prune(): Promise<number> {
    const { numAffectedRows } = await sql`
      delete from passkey_challenge where expires_at < ${this.clock.now()}`.execute(this.database.sql);
    return Number(numAffectedRows ?? 0n);
  }

  private async keep<Options extends { challenge: string }>(
    options: Options,
    person: string | null,
  ): Promise<Asked<Options>> {
    const token = randomBytes(32).toString('base64url');
    const expiresAt = new Date(this.clock.now().getTime() + challengeMinutes * 60_000);
    await this.database.write(houseCall, async (tx) => {
      await sql`
        insert into passkey_challenge (token_hash, challenge, person_id, expires_at)
        values (${hashOf(token)}, ${options.challenge}, ${person}, ${expiresAt})`.execute(tx.sql);
      return null;
    });
    return { options, token, expiresAt };
  }

  /** What this browser was asked to sign; it is gone then, whatever comes of it. */
  private async take(token: string | undefined, person: string | null): Promise<string> {
    const { rows } = await sql<{ challenge: string }>`
      delete from passkey_challenge
      where token_hash = ${hashOf(token ?? '')} and person_id is not distinct from ${person}::uuid
        and expires_at > ${this.clock.now()}
      returning challenge`.execute(this.database.sql);
    const challenge = rows[0]?.challenge;
    if (challenge === undefined) throw new Problem('passkey_refused');
    return challenge;
  }

  /** One at a time for a person: two at once must not both be the last one. */
  private async lockFor(tx: Tx, person: string): Promise<void> {
    await sql`select from person where id = ${person} for no key update`.execute(tx.sql);
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from passkey where person_id = ${person}`.execute(tx.sql);
    if ((rows[0]?.count ?? 0) >= mostPasskeys) throw new Problem('too_many_passkeys', { most: mostPasskeys });
  }

  private async once<T>(writing: Promise<T>): Promise<T> {
    try {
      return await writing;
    } catch (error) {
      // Somebody else's, or the caller's own from before: nothing is said of whose.
      if (databaseError(error)?.constraint === 'passkey_credential') throw new Problem('passkey_refused');
      throw error;
    }
  }
}

function personOf(call: Call): string {
  if (!call.actor) throw new Problem('not_signed_in');
  return call.actor.person;
}

/** The library throws at whatever is wrong with an answer; callers are told no more than that it is refused. */
async function verified<T>(verify: () => Promise<T>): Promise<T> {
  try {
    return await verify();
  } catch {
    throw new Problem('passkey_refused');
  }
}

/** As the library wants them: what is not there is left out. */
const madeOf = ({ id, rawId, type, response }: NewPasskey) => ({
  ...{ id, rawId, type, clientExtensionResults: {} },
  response: {
    clientDataJSON: response.clientDataJSON,
    attestationObject: response.attestationObject,
    ...(response.transports ? { transports: response.transports } : {}),
  },
});
const proofOf = ({ id, rawId, type, response }: PasskeyProof) => ({
  ...{ id, rawId, type, clientExtensionResults: {} },
  response: {
    clientDataJSON: response.clientDataJSON,
    authenticatorData: response.authenticatorData,
    signature: response.signature,
    ...(response.userHandle === undefined ? {} : { userHandle: response.userHandle }),
  },
});

function one(rows: Row[]): Passkey {
  const [row] = rows;
  if (!row) throw new Problem('not_found');
  return toPasskey(row);
}

const toPasskey = (row: Row): Passkey => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
});
