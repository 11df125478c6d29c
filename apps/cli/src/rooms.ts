import { createLogger, Database, loadEnv, PlatformModule } from '@foyer/platform';
import { entities, migrate } from '@foyer/schema';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import type { Type } from '@nestjs/common';
import { withDatabase } from './database.js';

/** Some rooms of the house, without doors: for commands that work on the database. */
export interface CommandRooms {
  readonly database: Database;
  readonly get: <T>(token: Type<T>) => T;
}

/** Opens the rooms on the command's database (see `withDatabase`), does the work, and closes them. */
export function withRooms<Result>(
  modules: readonly Type[],
  work: (rooms: CommandRooms) => Promise<Result>,
): Promise<Result> {
  return withDatabase(
    async () => {
      const env = loadEnv();
      const platform = PlatformModule.with({ env, log: createLogger('command', 'error'), entities });
      class CommandModule {}
      const app = await NestFactory.createApplicationContext(
        { module: CommandModule, imports: [platform, DiscoveryModule, ...modules] },
        { logger: false, abortOnError: false },
      );
      try {
        return await work({
          database: app.get(Database),
          get: (token) => app.get(token, { strict: false }),
        });
      } finally {
        await app.close();
      }
    },
    // A database started for this command alone may be new, or older than this release.
    async (url) => void (await migrate(url)),
  );
}
