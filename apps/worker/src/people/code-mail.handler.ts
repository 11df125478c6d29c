import { randomUUID } from 'node:crypto';
import type { FactPayload } from '@foyer/contracts';
import { Challenges } from '@foyer/people';
import { Mailer, OnFact, type Tx } from '@foyer/platform';
import { composeCode } from '@foyer/reminders';
import { Inject, Injectable } from '@nestjs/common';

/** Mails sign-in codes. */
@Injectable()
export class CodeMailHandler {
  constructor(
    @Inject(Challenges) private readonly challenges: Challenges,
    @Inject(Mailer) private readonly mailer: Mailer,
  ) {}

  /**
   * The code lives in this letter alone, so it is sent right here: a repeat makes a new code and a new letter, and
   * the newest one is good.
   */
  @OnFact('code.requested', 'mail')
  async send(tx: Tx, { challenge }: FactPayload<'code.requested'>): Promise<void> {
    const issued = await this.challenges.issueCode(tx, challenge);
    if (issued) await this.mailer.send(await composeCode({ id: randomUUID(), ...issued }, issued));
  }
}
