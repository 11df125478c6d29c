import type { FactPayload } from '@foyer/contracts';
import { Database, houseCall, OnFact, OnTick, type Tx } from '@foyer/platform';
import { Pushes, PushSender } from '@foyer/reminders';
import { Inject, Injectable } from '@nestjs/common';

/** Hands messages to the push services of the devices they go to. */
@Injectable()
export class PushHandler {
  constructor(
    @Inject(PushSender) private readonly sender: PushSender,
    @Inject(Pushes) private readonly pushes: Pushes,
    @Inject(Database) private readonly database: Database,
  ) {}

  /** Each is settled in a transaction of its own; this one only notes that the batch is done. */
  @OnFact('push.queued', 'push')
  async send(_tx: Tx, { pushes }: FactPayload<'push.queued'>): Promise<void> {
    await this.sender.deliver(pushes);
  }

  @OnTick('push.due', 2_000)
  async handOverDue(): Promise<void> {
    await this.database.write(houseCall, (tx) => this.pushes.handOverDue(tx));
  }
}
