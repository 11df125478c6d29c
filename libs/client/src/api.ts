import {
  downloadTypes,
  ProblemDocument,
  routes,
  type AnyRoute,
  type RouteAnswer,
  type RouteId,
  type RouteInput,
} from '@foyer/contracts';
import { z } from 'zod';
import type { CookieJar } from './cookies.js';
import { nameOf, sendWatched, type Progress } from './files.js';
import { localProblem, ProblemError } from './problem.js';

type Routes = typeof routes;

/** Parts that a route leaves empty, or whose every field may be left out, may be left out as a whole. */
type Optional<T> = {
  [K in keyof T]-?: undefined extends T[K] ? K : Record<never, never> extends T[K] ? K : never;
}[keyof T];
export type CallInput<R extends AnyRoute> = Omit<RouteInput<R>, Optional<RouteInput<R>>> &
  Partial<Pick<RouteInput<R>, Optional<RouteInput<R>>>>;

export interface CallOptions {
  signal?: AbortSignal;
  /** The key under which the server recognises a repeat; a new one per call unless given. */
  idempotencyKey?: string;
  /** Called with the share of a file that has left, from 0 to 1; in browsers. */
  onProgress?: Progress;
}

/** Where nothing need be given, even the empty input may be left out. */
export type CallArguments<Id extends RouteId> =
  | [input: CallInput<Routes[Id]>, options?: CallOptions]
  | (Record<never, never> extends CallInput<Routes[Id]> ? [] : never);

export interface Api {
  /**
   * Calls a door of the contract and parses its answer.
   * @throws ProblemError what the server refused; `unavailable` when it could not be reached, `internal`
   *   when its answer does not fit the contract
   */
  call: <Id extends RouteId>(id: Id, ...args: CallArguments<Id>) => Promise<RouteAnswer<Routes[Id]>>;
  /** The address of a door that is read, for links and pictures. */
  url: <Id extends RouteId>(id: Id, input: CallInput<Routes[Id]>) => string;
}

export interface ApiOptions {
  /** Where the server is, without `/api`; empty for the page's own. */
  baseUrl: string;
  fetch?: typeof fetch;
  /** Outside a browser: who is calling. Also sends `Origin`, as a browser would. */
  cookies?: CookieJar;
  headers?: Record<string, string>;
  /** Waits before each repeat of a call that did not reach the server, in milliseconds. */
  retryAfterMs?: readonly number[];
}

/** A typed caller of the REST doors. */
export function createApi(options: ApiOptions): Api {
  const { baseUrl, cookies, retryAfterMs = [300, 1_500] } = options;
  const send = options.fetch ?? ((input: RequestInfo | URL, init?: RequestInit) => fetch(input, init));

  async function once(
    url: string,
    init: RequestInit,
    headers: Headers,
    onProgress?: Progress,
  ): Promise<Response> {
    if (cookies) {
      const { pathname, origin } = new URL(url);
      const cookie = cookies.header(pathname);
      if (cookie) headers.set('cookie', cookie);
      headers.set('origin', origin);
    }
    const request = { ...init, headers, credentials: 'include' } satisfies RequestInit;
    const response =
      onProgress && typeof XMLHttpRequest === 'function'
        ? await sendWatched(url, request, onProgress)
        : await send(url, request);
    cookies?.store(response.headers.getSetCookie());
    return response;
  }

  async function reach(
    url: string,
    init: RequestInit,
    headers: Headers,
    onProgress?: Progress,
  ): Promise<Response> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await once(url, init, headers, onProgress);
      } catch (error) {
        init.signal?.throwIfAborted();
        const wait = retryAfterMs[attempt];
        if (wait === undefined) throw localProblem('unavailable', 'The server could not be reached', error);
        await pause(wait, init.signal ?? undefined);
      }
    }
  }

  return {
    url: (id, input) => `${baseUrl}/api${fillPath(routes[id].path, input)}`,
    call: async <Id extends RouteId>(id: Id, ...[input, callOptions]: CallArguments<Id>) => {
      const route: AnyRoute = routes[id];
      const given: { params?: unknown; query?: unknown; body?: unknown } = input ?? {};
      const headers = new Headers({
        accept: downloadTypes(route) ? '*/*' : 'application/json',
        ...options.headers,
      });
      const init: RequestInit = { method: route.method };
      if (callOptions?.signal) init.signal = callOptions.signal;
      if (route.method !== 'GET') {
        headers.set('idempotency-key', callOptions?.idempotencyKey ?? crypto.randomUUID());
      }
      if (given.body instanceof File) {
        // Devices know few types, and the server believes none: it looks into the file.
        headers.set('content-type', 'application/octet-stream');
        headers.set('x-file-name', encodeURIComponent(given.body.name.replaceAll(/\p{Surrogate}/gu, '')));
        init.body = given.body;
      } else if (given.body !== undefined) {
        headers.set('content-type', 'application/json');
        init.body = JSON.stringify(given.body);
      }
      const url = `${baseUrl}/api${fillPath(route.path, given)}`;
      const response = await reach(url, init, headers, callOptions?.onProgress);
      if (!response.ok) throw await problemOf(response);
      const answer = await readAnswer(route, response);
      try {
        // The schema that it is parsed with is the one that the type is inferred from.
        return routes[id].answer.parse(answer) as RouteAnswer<Routes[Id]>;
      } catch (error) {
        throw localProblem('internal', `Answer of ${id} breaks the contract`, error);
      }
    },
  };
}

const Values = z.record(z.string(), z.unknown()).optional();

function fillPath(path: string, given: { params?: unknown; query?: unknown }): string {
  const params = Values.parse(given.params) ?? {};
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(Values.parse(given.query) ?? {})) {
    for (const single of Array.isArray(value) ? value : [value]) {
      if (single !== undefined && single !== null) query.append(name, String(single));
    }
  }
  return query.size > 0 ? `${filled}?${query}` : filled;
}

async function readAnswer(route: AnyRoute, response: Response): Promise<unknown> {
  if (response.status === 204) return undefined;
  if (!downloadTypes(route)) return readJson(response);
  const blob = await response.blob();
  return new File([blob], nameOf(response.headers), { type: blob.type });
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    throw localProblem('unavailable', 'The answer broke off', error);
  }
}

async function problemOf(response: Response): Promise<ProblemError> {
  const retryAfterSeconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  const extra = Number.isFinite(retryAfterSeconds) ? { retryAfterSeconds } : {};
  const document = ProblemDocument.safeParse(await response.json().catch(() => undefined));
  if (document.success) return new ProblemError(document.data, extra);
  // A proxy in between answered, or the server is only starting.
  return localProblem(response.status >= 500 ? 'unavailable' : 'internal', `HTTP status ${response.status}`);
}

/** What a signal was aborted with, as an error. */
export function reasonOf(signal: AbortSignal | undefined): Error {
  return signal?.reason instanceof Error ? signal.reason : new DOMException('Aborted', 'AbortError');
}

function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(reasonOf(signal));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', stop, { once: true });
  });
}
