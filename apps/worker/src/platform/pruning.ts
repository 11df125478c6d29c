import { Database, Files, OnTick, sql } from '@foyer/platform';
import { pruneAudit } from '@foyer/summary';
import { Inject, Injectable } from '@nestjs/common';

const hour = 3_600_000;

/** Forgets what nothing can ask for any more. */
@Injectable()
export class Pruning {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Files) private readonly files: Files,
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

  /** What was uploaded for a form that was never sent. */
  @OnTick('files.prune', hour)
  async pruneFiles(): Promise<void> {
    await this.files.prune();
  }
}
