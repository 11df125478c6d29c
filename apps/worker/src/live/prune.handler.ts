import { Database, LOG, OnTick, prune, type Logger } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';

/** Keeps the logs of streams and commands short. */
@Injectable()
export class PruneHandler {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  @OnTick('prune', 10 * 60_000)
  async run(): Promise<void> {
    const rows = await prune(this.database.sql);
    if (rows) this.log.info({ rows }, 'logs pruned');
  }
}
