import type { LoggerService } from '@nestjs/common';
import { pino, type DestinationStream, type Logger } from 'pino';
import { currentTrace } from '../trace/trace.js';

/**
 * Structured logs. Personal data has no place in them: log ids, never names or addresses.
 * @param to where the lines go; standard output unless given
 */
export function createLogger(process: string, level: string, to?: DestinationStream): Logger {
  const options = {
    level,
    base: { process, pid: globalThis.process.pid },
    mixin: () => {
      const traceId = currentTrace();
      return traceId ? { traceId } : {};
    },
    redact: ['*.email', '*.token', '*.code', '*.password', 'req.headers.cookie'],
  };
  return to ? pino(options, to) : pino(options);
}

/** Nest's own messages through the same logger. */
export class NestLog implements LoggerService {
  constructor(private readonly logger: Logger) {}
  log(message: unknown, context?: unknown): void {
    this.logger.debug({ context }, String(message));
  }
  error(message: unknown, ...rest: unknown[]): void {
    this.logger.error({ rest }, String(message));
  }
  warn(message: unknown, context?: unknown): void {
    this.logger.warn({ context }, String(message));
  }
  debug(message: unknown, context?: unknown): void {
    this.logger.trace({ context }, String(message));
  }
  verbose(message: unknown, context?: unknown): void {
    this.logger.trace({ context }, String(message));
  }
}
/** The injection token of the process's logger. */
export const LOG = Symbol('log');
export type { Logger } from 'pino';
