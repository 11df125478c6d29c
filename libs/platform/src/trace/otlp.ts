import {
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Context,
  type Span,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  RandomIdGenerator,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { Problem } from '../problem/problem.js';
import { currentTrace, type OpenSpan, type SpanGiven, type Tracer } from './trace.js';

interface OtlpOptions {
  /** Where traces are taken: the whole address, with its path. */
  url: string;
  /** Which program this is. */
  service: string;
  /** Which share of traces is kept, 0 to 1. */
  share: number;
}

const kinds = {
  internal: SpanKind.INTERNAL,
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
} as const;
const random = new RandomIdGenerator();

/** The id in the logs is the trace's, so that one is found by the other. */
const traceIdNow = (): string | undefined => {
  const id = currentTrace()?.replaceAll('-', '').toLowerCase();
  return id !== undefined && /^(?!0+$)[0-9a-f]{32}$/.test(id) ? id : undefined;
};

class OtlpSpan implements OpenSpan {
  constructor(readonly span: Span) {}

  get id(): string | null {
    return this.span.isRecording() ? this.span.spanContext().spanId : null;
  }

  note(attributes: NonNullable<SpanGiven['attributes']>): void {
    this.span.setAttributes(attributes);
  }

  /** What an error says may name somebody; its kind does not. */
  end(error?: unknown): void {
    if (error instanceof Problem) this.span.setAttribute('foyer.problem', error.code);
    else if (error !== undefined) {
      this.span.setAttribute('error.type', error instanceof Error ? error.name : 'unknown');
      this.span.setStatus({ code: SpanStatusCode.ERROR });
    }
    this.span.end();
  }
}

/** A collector that is away must not keep a process from ending. */
const exportMilliseconds = 2_000;

/** Opens spans, and sends them by OTLP over HTTP: gathered, every five seconds; `close` sends what is left. */
export function otlpTracer({ url, service, share }: OtlpOptions): Tracer & { close: () => Promise<void> } {
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': service, 'process.pid': process.pid }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(share) }),
    idGenerator: {
      generateTraceId: () => traceIdNow() ?? random.generateTraceId(),
      generateSpanId: () => random.generateSpanId(),
    },
    spanProcessors: [
      new BatchSpanProcessor({ exporter: new OTLPTraceExporter({ url, timeoutMillis: exportMilliseconds }) }),
    ],
  });
  const tracer = provider.getTracer('foyer');
  const above = (parent: string | null | undefined, inside: OpenSpan | null): Context => {
    if (inside instanceof OtlpSpan) return trace.setSpan(ROOT_CONTEXT, inside.span);
    const traceId = traceIdNow();
    if (!parent || !traceId) return ROOT_CONTEXT;
    return trace.setSpanContext(ROOT_CONTEXT, {
      ...{ traceId, spanId: parent, traceFlags: TraceFlags.SAMPLED, isRemote: true },
    });
  };
  return {
    open: ({ name, kind = 'internal', attributes = {}, parent }, inside) =>
      new OtlpSpan(tracer.startSpan(name, { kind: kinds[kind], attributes }, above(parent, inside))),
    close: () => provider.shutdown().catch(() => undefined),
  };
}
