import { createLogger, loadEnv, PlatformModule } from '@foyer/platform';
import type { Type } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { entities } from '../entities.js';

/** Few connections: a command works beside a server that needs them. */
const connections = '4';

/** What is in the rooms that were opened. */
export interface OpenRooms {
  get<T>(token: Type<T>): T;
}

/**
 * Opens some rooms without doors, as commands and the demo need them, and closes them after the work.
 * @param databaseUrl a database with this release's schema
 */
export async function withRooms<Result>(
  databaseUrl: string,
  modules: Type[],
  work: (rooms: OpenRooms) => Promise<Result>,
): Promise<Result> {
  const env = loadEnv({
    NODE_ENV: 'production',
    DATABASE_URL: databaseUrl,
    DATABASE_POOL: connections,
    // Nobody signs in through these rooms; no token or code made with it ever leaves them.
    FOYER_SECRET: 'rooms without doors sign nothing',
    LOG_LEVEL: 'warn',
  });
  const log = createLogger('command', env.LOG_LEVEL);
  class Rooms {}
  const app = await NestFactory.createApplicationContext(
    {
      module: Rooms,
      imports: [PlatformModule.with({ env, log, entities }), DiscoveryModule, ...modules],
    },
    { logger: false, abortOnError: false },
  );
  try {
    return await work({ get: (token) => app.get(token, { strict: false }) });
  } finally {
    await app.close();
  }
}
