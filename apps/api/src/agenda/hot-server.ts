import http from 'node:http';
import type { AgendaQueries, EncodedAgenda } from '@foyer/agenda';
import { routes } from '@foyer/contracts';
import type { Logger } from '@foyer/platform';
import { encodedHeaders } from '../http/encoded.js';
import { holdsTag } from '../http/not-modified.js';

const path = `/api${routes.getAgenda.path}`;
const [before = '', after = ''] = path.split(':event');
const logMilliseconds = 1_000;
/** What Fastify gives its own servers: longer than proxies keep a connection, so that they are the ones who close it. */
const keepAliveMilliseconds = 72_000;

/**
 * The server under Fastify. A whole audience without accounts reads the agenda at the same moments: that answer, where
 * it is at hand, is sent before the request becomes one of Fastify's. Everything else goes on as ever, and so does
 * whoever has a cookie.
 */
export class HotServer {
  private queries: Pick<AgendaQueries, 'atHand'> | null = null;
  private readonly headers = new WeakMap<EncodedAgenda, { full: string[]; unchanged: string[] }>();
  private counted = { full: 0, unchanged: 0 };
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly log: Logger,
    /** Goes with every answer. */
    private readonly bare: Readonly<Record<string, string>>,
  ) {}

  readonly create = (handler: http.RequestListener): http.Server => {
    const server = http.createServer((request, response) => {
      if (!this.answer(request, response)) handler(request, response);
    });
    server.keepAliveTimeout = keepAliveMilliseconds;
    server.on('close', () => this.tell());
    return server;
  };

  /** From now on there is something to send. */
  serve(queries: Pick<AgendaQueries, 'atHand'>): void {
    this.queries = queries;
  }

  private answer(request: http.IncomingMessage, response: http.ServerResponse): boolean {
    const { url = '', method, headers } = request;
    if (method !== 'GET' || headers.cookie !== undefined) return false;
    if (!url.startsWith(before) || !url.endsWith(after)) return false;
    const encoded = this.queries?.atHand(null, url.slice(before.length, -after.length));
    if (!encoded) return false;
    const known = headers['if-none-match'];
    const { full, unchanged } = this.headersOf(encoded);
    if (known !== undefined && holdsTag(known, encoded.etag)) {
      response.writeHead(304, unchanged).end();
      this.count('unchanged');
    } else {
      response.writeHead(200, full).end(encoded.body);
      this.count('full');
    }
    return true;
  }

  private headersOf(encoded: EncodedAgenda): { full: string[]; unchanged: string[] } {
    let made = this.headers.get(encoded);
    if (!made) {
      const { 'content-type': type = '', ...rest } = encodedHeaders(encoded);
      const unchanged = Object.entries({ ...rest, ...this.bare }).flat();
      const full = [...unchanged, 'content-type', type, 'content-length', String(encoded.body.length)];
      made = { full, unchanged };
      this.headers.set(encoded, made);
    }
    return made;
  }

  /** A line a second and not one a reader: writing it would cost more than the answer. */
  private count(kind: 'full' | 'unchanged'): void {
    this.counted[kind]++;
    this.timer ??= setTimeout(() => this.tell(), logMilliseconds).unref();
  }

  private tell(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    const { full, unchanged } = this.counted;
    this.counted = { full: 0, unchanged: 0 };
    for (const [status, count] of [
      [200, full],
      [304, unchanged],
    ] as const) {
      if (count > 0) this.log.info({ method: 'GET', route: path, status, count }, 'requests');
    }
  }
}
