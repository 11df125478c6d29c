import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

export interface SpanGiven {
  /** Of a known few, such as a route's template: never made from what people said. */
  name: string;
  kind?: 'internal' | 'server' | 'client' | 'producer' | 'consumer';
  /** Nothing personal: they go to whoever keeps the traces. */
  attributes?: Readonly<Record<string, string | number | boolean>>;
  /** The span of another process that this one follows from. */
  parent?: string | null;
  /** Opened where nothing else is going on, it would be a trace of its own that nobody looks for. */
  within?: boolean;
}

/** A piece of work that is measured, while it goes on. */
export interface OpenSpan {
  /** By which another process goes on from it; null where this trace is not among those that are kept. */
  readonly id: string | null;
  note(attributes: NonNullable<SpanGiven['attributes']>): void;
  /** @param error what it ended with, if it failed */
  end(error?: unknown): void;
}

/** Opens spans; there is one where an address for traces is configured. */
export interface Tracer {
  open(given: SpanGiven, inside: OpenSpan | null): OpenSpan;
}

/** A running request, command or job. Most of them never say their id, so that it is made when it is asked for. */
class Going {
  constructor(
    private id: string | null,
    readonly span: OpenSpan | null,
  ) {}

  get traceId(): string {
    return (this.id ??= randomUUID());
  }
}
const going = new AsyncLocalStorage<Going>();
let tracer: Tracer | null = null;

/** From now on spans are opened by it; by none with null. */
export function useTracer(next: Tracer | null): void {
  tracer = next;
}

/** Whether spans are kept at all. */
export const isTraced = (): boolean => tracer !== null;

/** Runs `work` under a trace id: everything logged in it, and every fact written in it, carries the id. */
export function withTrace<T>(traceId: string | null | undefined, work: () => T): T {
  return going.run(new Going(traceId ?? null, null), work);
}

/** The trace id of the running request, command or job. */
export function currentTrace(): string | undefined {
  return going.getStore()?.traceId;
}

/** Opens a span in the running trace, which has to be ended. @returns null where nothing is measured */
export function openSpan(given: SpanGiven): OpenSpan | null {
  if (!tracer) return null;
  const now = going.getStore();
  if (!now || (given.within && !now.span)) return null;
  return tracer.open(given, now.span);
}

/** Runs `work` inside a span: those that are opened meanwhile are parts of it. */
export function insideSpan<T>(span: OpenSpan, work: () => T): T {
  const now = going.getStore();
  return now ? going.run(new Going(now.traceId, span), work) : work();
}

/** Measures `work` as a span; without an address for traces it is run and nothing else. */
export function inSpan<T>(given: SpanGiven, work: (span: OpenSpan | null) => Promise<T>): Promise<T> {
  const span = openSpan(given);
  return span ? measured(span, work) : work(null);
}

async function measured<T>(span: OpenSpan, work: (span: OpenSpan) => Promise<T>): Promise<T> {
  try {
    const result = await insideSpan(span, () => work(span));
    span.end();
    return result;
  } catch (error) {
    span.end(error);
    throw error;
  }
}
