import { Identities, Passkeys, SignInPruning } from '@foyer/people';
import { Database, Files, OnTick, sql } from '@foyer/platform';
import { MailPruning } from '@foyer/reminders';
import { pruneAudit } from '@foyer/summary';
import { Inject, Injectable } from '@nestjs/common';

const hour = 3_600_000;

/** Forgets what nothing can ask for any more. */
@Injectable()
export class Pruning {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Files) private readonly files: Files,
    @Inject(SignInPruning) private readonly signIns: SignInPruning,
    @Inject(Passkeys) private readonly passkeys: Passkeys,
    @Inject(Identities) private readonly identities: Identities,
    @Inject(MailPruning) private readonly mails: MailPruning,
  ) {}

  /** Jobs are long gone after thirty days, so no fact of that age is delivered again. */
  @OnTick('facts.prune', hour)
  async pruneConsumed(): Promise<void> {
    await sql`delete from fact_consumed where consumed_at < now() - interval '30 days'`.execute(
      this.database.sql,
    );
    // What failed for good stays among the failed jobs; here it would outlive the notes of who has acted on it.
    await sql`delete from outbox_fact where created_at < now() - interval '29 days'`.execute(
      this.database.sql,
    );
  }

  /** Who signed in and out; what was done in an event is kept with it. */
  @OnTick('audit.prune', hour)
  async pruneAudit(): Promise<void> {
    await pruneAudit(this.database.sql);
  }

  /** Codes and sessions that have lapsed, what passkeys did not sign, and who did not come back from a provider. */
  @OnTick('sign-in.prune', hour)
  async pruneSignIns(): Promise<void> {
    await this.signIns.prune();
    await this.passkeys.prune();
    await this.identities.prune();
  }

  /** What was sent to whom, of events long over and to those who had themselves erased. */
  @OnTick('mail.prune', hour)
  async pruneMails(): Promise<void> {
    await this.mails.prune();
  }

  /** What was uploaded for a form that was never sent. */
  @OnTick('files.prune', hour)
  async pruneFiles(): Promise<void> {
    await this.files.prune();
  }
}
