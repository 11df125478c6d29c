import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createApi } from './api.js';
import { CookieJar } from './cookies.js';
import { isProblem, ProblemError } from './problem.js';

const me = {
  id: '0198a000-0000-7000-8000-000000000001',
  email: 'ana@example.org',
  name: 'Ana',
  language: 'ka',
  timeZone: 'Asia/Tbilisi',
  organiser: false,
};

let answer: (request: IncomingMessage, response: ServerResponse) => void;
let requests: {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingMessage['headers'];
  body: string;
}[];
let baseUrl: string;
const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  request.on('end', () => {
    requests.push({ method: request.method, url: request.url, headers: request.headers, body });
    answer(request, response);
  });
});
const json = (
  response: ServerResponse,
  status: number,
  content: unknown,
  headers: Record<string, string> = {},
) => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(content));
};
const caught = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  requests = [];
});

describe('the api client', () => {
  it('fills the path and the query, sends the body, and parses the answer', async () => {
    const api = createApi({ baseUrl });
    answer = (_request, response) => json(response, 200, { organisations: [] });
    await api.call('searchOrganisations', { query: { search: 'Тбілісі & Co' } });
    expect(requests[0]?.url).toBe(`/api/organisations?${new URLSearchParams({ search: 'Тбілісі & Co' })}`);
    answer = (_request, response) => json(response, 200, { ...me, secret: 'dropped' });
    await expect(api.call('updateMe', { body: { name: 'Ana' } })).resolves.toEqual(me);
    expect(requests[1]).toMatchObject({ method: 'PATCH', url: '/api/me', body: '{"name":"Ana"}' });
  });

  it('gives nothing for an answer without content', async () => {
    answer = (_request, response) => response.writeHead(204).end();
    await expect(createApi({ baseUrl }).call('signOut')).resolves.toBeUndefined();
  });

  it('throws what the server refused', async () => {
    const problem = {
      type: '/problems/too_many_requests',
      title: 'Too many',
      status: 429,
      code: 'too_many_requests',
      params: { minutes: 3 },
    };
    answer = (_request, response) => json(response, 429, problem, { 'retry-after': '180' });
    const error = await caught(
      createApi({ baseUrl }).call('requestCode', { body: { email: 'a@example.org' } }),
    );
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({ code: 'too_many_requests', problem, retryAfterSeconds: 180 });
  });

  it('makes a problem of answers that nobody can read', async () => {
    const api = createApi({ baseUrl });
    answer = (_request, response) => response.writeHead(502).end('<html>Bad gateway</html>');
    expect(isProblem(await caught(api.call('getMe')), 'unavailable')).toBe(true);
    answer = (_request, response) => json(response, 200, { me: 'somebody' });
    expect(isProblem(await caught(api.call('getMe')), 'internal')).toBe(true);
  });

  it('repeats what did not get through, under the same key, and then says so', async () => {
    const api = createApi({ baseUrl, retryAfterMs: [1, 1] });
    answer = (request, response) =>
      requests.length < 3 ? request.socket.destroy() : json(response, 200, me);
    await expect(api.call('updateMe', { body: { name: 'Ana' } })).resolves.toEqual(me);
    const keys = requests.map(({ headers }) => headers['idempotency-key']);
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
    answer = (request) => request.socket.destroy();
    expect(isProblem(await caught(api.call('getMe')), 'unavailable')).toBe(true);
    expect(requests).toHaveLength(6);
    expect(requests[3]?.headers['idempotency-key']).toBeUndefined();
  });

  it('stops when its signal is aborted', async () => {
    const controller = new AbortController();
    answer = () => controller.abort();
    const error = await caught(createApi({ baseUrl }).call('getMe', {}, { signal: controller.signal }));
    expect(error).toMatchObject({ name: 'AbortError' });
    expect(requests).toHaveLength(1);
  });

  it('keeps the cookies of each person apart, and sends an origin as browsers do', async () => {
    const ana = createApi({ baseUrl, cookies: new CookieJar() });
    const ben = createApi({ baseUrl, cookies: new CookieJar() });
    answer = (_request, response) => {
      response.setHeader('set-cookie', [
        'sid=ana; Path=/; HttpOnly',
        'challenge=1; Path=/api/sign-in; Max-Age=600',
      ]);
      json(response, 200, me);
    };
    await ana.call('signIn', { body: { code: '123456' } });
    answer = (_request, response) => json(response, 200, { me: null, demo: false });
    await ana.call('getMe');
    await ben.call('getMe');
    expect(requests.map(({ headers }) => headers.cookie)).toEqual([undefined, 'sid=ana', undefined]);
    expect(requests[0]?.headers.origin).toBe(baseUrl);
  });
});

describe('a cookie jar', () => {
  it('knows paths, expiry and removal', () => {
    let now = 0;
    const jar = new CookieJar(() => now);
    jar.store([
      'a=1; Path=/',
      'b=2; Path=/api/sign-in; Max-Age=60',
      'c=x=y; Path=/; Expires=Thu, 01 Jan 1970 00:02:00 GMT',
      'nonsense',
    ]);
    expect(jar.header('/api/sign-in/codes')).toBe('a=1; b=2; c=x=y');
    expect(jar.header('/api/sign-in-elsewhere')).toBe('a=1; c=x=y');
    now = 61_000;
    expect(jar.header('/api/sign-in')).toBe('a=1; c=x=y');
    jar.store(['a=; Path=/; Max-Age=0']);
    now = 121_000;
    expect(jar.header('/')).toBeUndefined();
  });
});
