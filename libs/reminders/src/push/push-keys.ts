import {
  Clock,
  Database,
  ENV,
  houseCall,
  LOG,
  newVapidKey,
  seal,
  sql,
  unseal,
  vapidKeyOf,
  type Env,
  type Logger,
  type Tx,
  type VapidKey,
} from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';

const purpose = 'push key';

/** The key by which browsers and push services know the house. */
@Injectable()
export class PushKeys {
  private known: Promise<VapidKey> | null = null;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(ENV) private readonly env: Env,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /** The environment's, else the one in the database, which is made when it is first asked for. */
  get(): Promise<VapidKey> {
    const asked = (this.known ??= this.find());
    // A database that was away is asked again.
    asked.catch(() => (this.known = null));
    return asked;
  }

  private async find(): Promise<VapidKey> {
    const given = this.env.VAPID_PRIVATE_KEY;
    if (given !== undefined) return vapidKeyOf(given);
    const privateKey = await this.database.write(houseCall, (tx) => this.kept(tx));
    return vapidKeyOf(privateKey);
  }

  private async kept(tx: Tx): Promise<string> {
    const fresh = newVapidKey();
    const sealed = seal(this.env.FOYER_SECRET, purpose, fresh.privateKey);
    // Of processes that start together one puts its key down, and the others take that.
    await sql`
      insert into push_key (id, sealed, made_at) values (1, ${sealed}, ${this.clock.now()})
      on conflict do nothing`.execute(tx.sql);
    const { rows } = await sql<{ sealed: string }>`
      select sealed from push_key where id = 1 for update`.execute(tx.sql);
    const opened = unseal(this.env.FOYER_SECRET, purpose, rows[0]?.sealed ?? '');
    if (opened !== null) return opened;
    // The house has another secret by now. Browsers were given the old key and listen to no other: they are asked anew.
    this.log.warn(
      'the key for push services cannot be opened: is FOYER_SECRET the right one? A new one is made, and devices have to be added again',
    );
    await sql`update push_key set sealed = ${sealed}, made_at = ${this.clock.now()} where id = 1`.execute(
      tx.sql,
    );
    return fresh.privateKey;
  }
}
