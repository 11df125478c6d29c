import { Injectable, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Database } from './database/database.js';
import { Notifier } from './database/notifier.js';

/** Opens the notifications first and closes the database last. */
@Injectable()
export class PlatformLifecycle implements OnModuleInit, BeforeApplicationShutdown {
  constructor(
    private readonly database: Database,
    private readonly notifier: Notifier,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.notifier.start();
    this.database.onCommitted((committed) => this.notifier.tell(committed));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.notifier.close();
    await this.database.close();
  }

  beforeApplicationShutdown(): void {
    // Rooms stop their timers in beforeApplicationShutdown; the database outlives them.
  }
}
