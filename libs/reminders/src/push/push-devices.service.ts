import { randomUUID } from 'node:crypto';
import {
  mostPushDevices,
  type PushDevice,
  type PushSubscription,
  type RouteResult,
  type routes,
} from '@foyer/contracts';
import {
  arePushKeys,
  Clock,
  Database,
  ENV,
  Limits,
  Problem,
  sql,
  type Call,
  type Env,
  type Sql,
} from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { personOf } from '../notifications/notifications.service.js';
import { isPushAddress } from './push-address.js';
import { PushKeys } from './push-keys.js';
import { Pushes } from './pushes.service.js';

type Listed = RouteResult<(typeof routes)['getPush']>;
interface Row {
  id: string;
  userAgent: string;
  createdAt: Date;
  lastSentAt: Date | null;
  lastFailedAt: Date | null;
  current: boolean;
}

const additions = { times: 30, seconds: 3_600 };
const tries = { times: 10, seconds: 600 };
/** What a browser calls itself is told to its person alone, in so many letters. */
const mostAgent = 300;

/** The browsers on which a person is told. */
@Injectable()
export class PushDevices {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Pushes) private readonly pushes: Pushes,
    @Inject(PushKeys) private readonly keys: PushKeys,
    @Inject(Limits) private readonly limits: Limits,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** The caller's, the newest first, and the key to add one with. */
  async list(call: Call): Promise<Listed> {
    personOf(call);
    const { publicKey } = await this.keys.get();
    return { key: publicKey, devices: await this.read(this.database.sql, call, publicKey) };
  }

  /**
   * Has the caller told on the browser that calls; what it gave before is forgotten.
   * @throws Problem invalid_input for keys that are none, or an address that is no push service's; push_taken where
   *   somebody else who is signed in is told at that address; too_many_push_devices; too_many_requests
   */
  async add(call: Call, { endpoint, keys }: PushSubscription, userAgent: string): Promise<PushDevice> {
    const me = personOf(call);
    await this.limits.useBy(call, 'push.devices', {
      person: additions,
      address: { ...additions, times: 600 },
    });
    if (!isPushAddress(new URL(endpoint), this.env))
      throw wrong('/endpoint', 'is no address of a push service');
    if (!arePushKeys(keys)) throw wrong('/keys', 'are no keys');
    const session = call.actor?.session ?? null;
    const { publicKey } = await this.keys.get();
    return this.database.write(call, async (tx) => {
      const now = this.clock.now();
      // One at a time for each person, so that nobody has one more than they may.
      await sql`select from person where id = ${me} for no key update`.execute(tx.sql);
      await sql`
        delete from push_device d using sign_in_session s
        where s.id = d.session_id and (d.session_id = ${session} or d.endpoint = ${endpoint} and s.expires_at <= ${now})`.execute(
        tx.sql,
      );
      const { numAffectedRows } = await sql`
        insert into push_device (person_id, session_id, endpoint, p256dh, auth, house_key, user_agent, created_at)
        values (${me}, ${session}, ${endpoint}, ${keys.p256dh}, ${keys.auth}, ${publicKey}, ${userAgent.slice(0, mostAgent)}, ${now})
        on conflict (endpoint) do update set session_id = excluded.session_id, p256dh = excluded.p256dh,
          auth = excluded.auth, house_key = excluded.house_key, user_agent = excluded.user_agent
          where push_device.person_id = excluded.person_id`.execute(tx.sql);
      if (numAffectedRows === 0n) throw new Problem('push_taken');
      const devices = await this.read(tx.sql, call, publicKey);
      if (devices.length > mostPushDevices)
        throw new Problem('too_many_push_devices', { most: mostPushDevices });
      const added = devices.find(({ current }) => current);
      if (!added) throw new Error('the device was not stored');
      return added;
    });
  }

  /** @throws Problem not_found for what is not the caller's own */
  async remove(call: Call, device: string): Promise<void> {
    const me = personOf(call);
    await this.database.write(call, async (tx) => {
      const { numAffectedRows } = await sql`
        delete from push_device where id = ${device} and person_id = ${me}`.execute(tx.sql);
      if (numAffectedRows === 0n) throw new Problem('not_found');
      return null;
    });
  }

  /** Sends one of the caller's own devices something. @throws Problem not_found; too_many_requests */
  async test(call: Call, device: string): Promise<void> {
    const me = personOf(call);
    await this.limits.useBy(call, 'push.test', { person: tries, address: { ...tries, times: 200 } });
    await this.database.write(call, async (tx) => {
      const { rows } = await sql`
        select from push_device where id = ${device} and person_id = ${me}`.execute(tx.sql);
      if (rows.length === 0) throw new Problem('not_found');
      await this.pushes.test(tx, { person: me, device, dedupe: `test:${randomUUID()}` });
      return null;
    });
  }

  /** Under another key of the house a browser hears nothing: it is not shown, and can be added again. */
  private async read(database: Sql, call: Call, key: string): Promise<PushDevice[]> {
    const { rows } = await sql<Row>`
      select d.id, d.user_agent as "userAgent", d.created_at as "createdAt", d.last_sent_at as "lastSentAt",
        d.last_failed_at as "lastFailedAt", d.session_id = ${call.actor?.session ?? null} as current
      from push_device d join sign_in_session s on s.id = d.session_id and s.expires_at > ${this.clock.now()}
      where d.person_id = ${call.actor?.person ?? null} and d.house_key = ${key} order by d.id desc`.execute(
      database,
    );
    return rows.map((row) => ({
      ...row,
      createdAt: new Date(row.createdAt).toISOString(),
      lastSentAt: row.lastSentAt && new Date(row.lastSentAt).toISOString(),
      lastFailedAt: row.lastFailedAt && new Date(row.lastFailedAt).toISOString(),
    }));
  }
}

const wrong = (pointer: string, message: string): Problem =>
  new Problem('invalid_input', {}, [{ pointer, message }]);
