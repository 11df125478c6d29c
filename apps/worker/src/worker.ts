import { NestLog, type PlatformOptions } from '@foyer/platform';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { WorkerModule } from './worker.module.js';

/** Builds the worker and starts its work. */
export async function createWorker(options: PlatformOptions): Promise<INestApplicationContext> {
  const app = await NestFactory.createApplicationContext(WorkerModule.with(options), {
    logger: new NestLog(options.log),
    abortOnError: false,
  });
  app.enableShutdownHooks();
  return app;
}
