import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { MikroORM, type EntitySchema } from '@mikro-orm/postgresql';
import { Clock, SystemClock } from './clock/clock.js';
import { Database } from './database/database.js';
import { Notifier } from './database/notifier.js';
import { ENV, type Env } from './env/env.js';
import { Files } from './files/files.js';
import { Limits } from './limits/limits.js';
import { LOG, type Logger } from './log/log.js';
import { Mailer } from './mail/mailer.js';
import { Mailbox } from './mailbox/mailbox.js';
import { Metrics } from './metrics/metrics.js';
import { PlatformLifecycle } from './platform.lifecycle.js';
import { ormOptions } from './database/orm.js';

export interface PlatformOptions {
  env: Env;
  log: Logger;
  entities: readonly (EntitySchema | Type)[];
  clock?: Clock;
  /** Whether people wait for its answers: then waiting for a lock has an end. */
  answers?: boolean;
}

/**
 * What every room stands on. Global, the only module that is: each room needs the database and the clock, and
 * importing them by hand in every module would say nothing.
 */
@Module({})
export class PlatformModule {
  static with({ env, log, entities, clock, answers = false }: PlatformOptions): DynamicModule {
    return {
      module: PlatformModule,
      global: true,
      providers: [
        { provide: ENV, useValue: env },
        { provide: LOG, useValue: log },
        { provide: Clock, useValue: clock ?? new SystemClock() },
        {
          provide: Database,
          // Not `init`: that looks for extensions of the ORM, and loads what it takes to migrate.
          useFactory: () => new Database(new MikroORM(ormOptions(env, entities, answers))),
        },
        { provide: Notifier, useFactory: () => new Notifier(env.DATABASE_URL, log) },
        { provide: Mailer, useFactory: (time: Clock) => new Mailer(env, time), inject: [Clock] },
        {
          provide: Mailbox,
          useFactory: (database: Database, time: Clock) => new Mailbox(database, time),
          inject: [Database, Clock],
        },
        {
          provide: Files,
          useFactory: (database: Database, time: Clock) => new Files(database, time),
          inject: [Database, Clock],
        },
        Limits,
        { provide: Metrics, useFactory: () => new Metrics(env.METRICS_PORT !== undefined) },
        PlatformLifecycle,
      ],
      exports: [ENV, LOG, Clock, Database, Files, Limits, Metrics, Notifier, Mailer, Mailbox],
    };
  }
}
