import { Clock, Database, sql } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';

/** Limits look back an hour; a day leaves something to look at where somebody complains. */
const challengeHours = 24;

/** Forgets what signs nobody in any more. */
@Injectable()
export class SignInPruning {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Codes that were asked for a day ago, with the addresses that asked, and sessions that have lapsed. @returns how many */
  async prune(): Promise<number> {
    const now = this.clock.now();
    const before = new Date(now.getTime() - challengeHours * 3_600_000);
    const codes = await sql`delete from sign_in_challenge where created_at < ${before}`.execute(
      this.database.sql,
    );
    const sessions = await sql`delete from sign_in_session where expires_at < ${now}`.execute(
      this.database.sql,
    );
    return Number((codes.numAffectedRows ?? 0n) + (sessions.numAffectedRows ?? 0n));
  }
}
