import type { FactPayload } from '@foyer/contracts';
import { Database, houseCall, OnFact, OnTick, type DeliveredFact, type Tx } from '@foyer/platform';
import { MailHosts, Mails, Postman } from '@foyer/reminders';
import { Inject, Injectable } from '@nestjs/common';

const hour = 3_600_000;

/** Hands queued mail to the mail server. */
@Injectable()
export class MailHandler {
  constructor(
    @Inject(Postman) private readonly postman: Postman,
    @Inject(MailHosts) private readonly hosts: MailHosts,
    @Inject(Mails) private readonly mails: Mails,
    @Inject(Database) private readonly database: Database,
  ) {}

  /** Each mail is settled in a transaction of its own; this one only notes that the batch is done. */
  @OnFact('mail.queued', 'smtp')
  async send(_tx: Tx, { mails }: FactPayload<'mail.queued'>, { lastAttempt }: DeliveredFact): Promise<void> {
    await this.postman.deliver(mails, lastAttempt);
  }

  @OnTick('mail.due', 2_000)
  async handOverDue(): Promise<void> {
    await this.database.write(houseCall, (tx) => this.mails.handOverDue(tx));
  }

  @OnTick('mail.forget-hosts', hour)
  async forgetHosts(): Promise<void> {
    await this.hosts.prune();
  }
}
