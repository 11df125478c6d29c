import { randomUUID } from 'node:crypto';
import type { FactPayload } from '@foyer/contracts';
import { Challenges, HeldAddresses } from '@foyer/people';
import { codeOf, Clock, Mailer, MailNotSent, OnFact, readStoredAnswer, type Tx } from '@foyer/platform';
import { composeCode } from '@foyer/reminders';
import { Inject, Injectable } from '@nestjs/common';

/** Mails sign-in codes. */
@Injectable()
export class CodeMailHandler {
  constructor(
    @Inject(Challenges) private readonly challenges: Challenges,
    @Inject(HeldAddresses) private readonly held: HeldAddresses,
    @Inject(Mailer) private readonly mailer: Mailer,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * The code lives in this letter alone, so it is sent right here: a repeat makes a new code and a new letter, and
   * the newest one is good. What the server refuses for good is not tried again; whoever asked may ask again.
   */
  @OnFact('code.requested', 'mail')
  async send(tx: Tx, { challenge }: FactPayload<'code.requested'>): Promise<void> {
    const issued = await this.challenges.issueCode(tx, challenge);
    if (!issued || !(await this.held.takesCodes(tx.sql, issued.email))) return;
    try {
      await this.mailer.send(await composeCode({ id: randomUUID(), ...issued }, issued));
    } catch (error) {
      if (!(error instanceof MailNotSent) || error.outcome !== 'refused') throw error;
      if (error.meaning !== 'no_mailbox') return;
      const answer = codeOf(readStoredAnswer(error.reason));
      const report = { address: issued.email, reason: 'bounced', answer, at: this.clock.now() } as const;
      await this.held.hold(tx.sql, 'smtp', [report]);
    }
  }
}
