import type { Env } from '../env/env.js';
import { useTracer } from './trace.js';

type Given = Pick<
  Env,
  | 'OTEL_EXPORTER_OTLP_ENDPOINT'
  | 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'
  | 'OTEL_SERVICE_NAME'
  | 'OTEL_TRACES_SAMPLER_ARG'
>;

/** The api and the worker of a test are one process, and share what opens spans. */
let shared: { users: number; close: Promise<() => Promise<void>> } | null = null;

/**
 * Sends traces from now on, where an address for them is configured; else nothing of it is even read.
 * @param process which program this is, unless OTEL_SERVICE_NAME says so
 * @returns what ends it and sends what is left
 */
export async function startTraces(env: Given, process: string): Promise<() => Promise<void>> {
  const url = addressOf(env);
  if (url === undefined) return () => Promise.resolve();
  shared ??= {
    users: 0,
    close: open({
      url,
      service: env.OTEL_SERVICE_NAME ?? `foyer-${process}`,
      share: env.OTEL_TRACES_SAMPLER_ARG,
    }),
  };
  const mine = shared;
  mine.users++;
  const close = await mine.close;
  return async () => {
    if (--mine.users > 0) return;
    if (shared === mine) {
      shared = null;
      useTracer(null);
    }
    await close();
  };
}

/** As the specification of the variables has it: the general address gets the signal's path. */
function addressOf({
  OTEL_EXPORTER_OTLP_ENDPOINT: general,
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: own,
}: Given): string | undefined {
  return own ?? (general === undefined ? undefined : `${general.replace(/\/+$/, '')}/v1/traces`);
}

async function open(options: { url: string; service: string; share: number }): Promise<() => Promise<void>> {
  const [{ otlpTracer }, { watchStatements }] = await Promise.all([
    import('./otlp.js'),
    import('./statements.js'),
  ]);
  const tracer = otlpTracer(options);
  watchStatements();
  useTracer(tracer);
  return tracer.close;
}
