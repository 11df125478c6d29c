import { Database, Problem } from '@foyer/platform';
import { Controller, Get, Inject } from '@nestjs/common';
import { Draining } from './draining.js';

/** For supervisors and load balancers, outside the contracts and without a caller. */
@Controller('health')
export class HealthController {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Draining) private readonly draining: Draining,
  ) {}

  /** The process answers. */
  @Get('live')
  live(): { status: string } {
    return { status: 'ok' };
  }

  /** The process can do its work: the database answers and has room, and nobody has asked it to end. */
  @Get('ready')
  async ready(): Promise<{ status: string }> {
    if (this.draining.begun) throw new Problem('unavailable', {}, [], 2);
    try {
      await this.database.check();
    } catch {
      throw new Problem('unavailable', {}, [], 2);
    }
    return { status: 'ok' };
  }
}
