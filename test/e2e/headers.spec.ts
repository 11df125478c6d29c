import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import cookie from '@fastify/cookie';
import { createApi } from '@foyer/client';
import { filePath } from '@foyer/contracts';
import { Metrics } from '@foyer/platform';
import {
  anEvent,
  aPerson,
  aPicture,
  aSession,
  signedIn,
  startFoyer,
  unique,
  until,
  type Foyer,
} from '@foyer/test-kit';
import fastify from 'fastify';
import * as cookies from '../../apps/api/src/http/cookies.js';

/** A Foyer behind a proxy that ends TLS, as operators run it. */
let foyer: Foyer;
const logged: string[] = [];
const publicUrl = 'https://events.example.org';
beforeAll(async () => {
  foyer = await startFoyer({
    worker: false,
    env: { PUBLIC_URL: publicUrl, TRUSTED_PROXIES: '127.0.0.1', METRICS_PORT: '0' },
    logged: (line) => logged.push(line),
  });
});
afterAll(() => foyer.stop());

const through = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(foyer.url + path, {
    ...init,
    headers: { 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.7', ...init.headers },
  });
/** A cookie as browsers have it here. */
const cookieOf = async (person: { id: string }): Promise<string> => `__Host-${await signedIn(foyer, person)}`;

describe('over https', () => {
  it('gives every cookie of the house to this host and to no script', async () => {
    const setting = Object.entries(cookies).filter(([name]) => name.startsWith('set'));
    expect(setting.length).toBeGreaterThanOrEqual(5);
    const server = fastify();
    await server.register(cookie);
    for (const [name, set] of setting)
      server.get(`/${name}`, (_request, reply) => {
        if (typeof set === 'function') set(foyer.env, reply as never, 'token', 60);
        return reply.send('');
      });
    for (const [name] of setting) {
      const [line] = [(await server.inject(`/${name}`)).headers['set-cookie']].flat();
      expect([name, line]).toEqual([
        name,
        expect.stringMatching(
          /^__Host-foyer-\w+=token; Max-Age=60; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
        ),
      ]);
    }
    await server.close();
    // As the doors send them, and under that name alone they are taken.
    const asked = await through('/api/sign-in/codes', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: publicUrl },
      body: JSON.stringify({ email: `somebody-${unique()}@example.org` }),
    });
    expect(asked.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^__Host-foyer-challenge=[\w-]+; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      ),
    ]);
    const person = await aPerson(foyer);
    const token = await cookieOf(person);
    const me = async (named: string) =>
      (await (await through('/api/me', { headers: { cookie: named } })).json()).me;
    expect(await me(token.replace('__Host-', ''))).toBeNull();
    expect(await me(token)).toMatchObject({ id: person.id });
  });

  it('sends with pages, answers, files and errors what keeps browsers from mischief', async () => {
    const event = await anEvent(foyer, { title: { en: 'Fair' } });
    await aSession(foyer, event);
    const owner = await cookieOf(event.owner);
    const organiser = createApi({ baseUrl: foyer.url, headers: { cookie: owner }, retryAfterMs: [] });
    const params = { event: event.slug };
    const speaker = await organiser.call('createSpeaker', { params, body: { name: 'Elene' } });
    const { photo } = await organiser.call('putSpeakerPhoto', {
      params: { ...params, speaker: speaker.slug },
      body: new File([await aPicture()], 'elene.png'),
    });
    const agenda = `/api/events/${event.slug}/agenda`;
    const answers: [string, number, Response][] = [];
    const look = async (path: string, status: number, init?: RequestInit): Promise<void> => {
      answers.push([path, status, await through(path, init)]);
    };
    await look('/', 200);
    await look(`/e/${event.slug}`, 200);
    await look('/e/no-such-event', 404);
    await look(`/e/${event.slug}/event.ics`, 200);
    await look(`/e/${event.slug}/share.png`, 200);
    await look('/api/docs', 200);
    await look('/api/openapi.json', 200);
    await look('/api/asyncapi.json', 200);
    await look('/health/ready', 200);
    await look('/api/me', 200);
    await look('/api/no-such-door', 404);
    await look('/api/events/no-such-event', 404);
    await look('/api/sign-in/sessions', 401);
    await look('/api/events', 403, { method: 'POST', headers: { origin: 'https://evil.test' } });
    await look('/e/%zz', 400);
    await look(filePath(photo ?? '', 'small'), 200);
    await look(`/api/events/${event.slug}/exports/speakers?format=csv`, 200, { headers: { cookie: owner } });
    // The second time it is at hand, and comes before everything else is asked.
    for (const cookie of ['', '', owner]) await look(agenda, 200, cookie ? { headers: { cookie } } : {});
    for (const [path, status, answer] of answers) {
      const { 'content-security-policy': policy = '', ...headers } = Object.fromEntries(answer.headers);
      const what = `${path} ${answer.status}`;
      expect(what).toBe(`${path} ${status}`);
      expect([what, headers]).toEqual([
        what,
        expect.objectContaining({
          'x-content-type-options': 'nosniff',
          'strict-transport-security': 'max-age=31536000; includeSubDomains',
          'referrer-policy': 'strict-origin-when-cross-origin',
        }),
      ]);
      // Nobody frames anything here: there is no setting by which an organiser could let them.
      expect([what, policy]).toEqual([what, expect.stringMatching(/(^|; ?)frame-ancestors 'none'(;|$)/)]);
      expect([what, policy]).toEqual([what, expect.stringMatching(/^default-src '(self|none)'/)]);
      const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? 'none';
      expect([what, scripts]).toEqual([what, expect.stringMatching(/^('self'|none)$/)]);
      const shared = /\.png$|small/.test(path);
      expect([what, headers['cross-origin-resource-policy']]).toEqual([
        what,
        shared ? 'cross-origin' : 'same-origin',
      ]);
      expect([what, headers['access-control-allow-origin']]).toEqual([what, undefined]);
      if (!headers['content-type']?.startsWith('text/html')) continue;
      expect([what, headers]).toEqual([
        what,
        expect.objectContaining({
          'cross-origin-opener-policy': 'same-origin',
          'x-frame-options': 'DENY',
          'permissions-policy': expect.stringContaining('geolocation=()'),
          'reporting-endpoints': 'csp="/hooks/csp"',
        }),
      ]);
      for (const word of [
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        'upgrade-insecure-requests',
      ])
        expect([what, policy]).toEqual([what, expect.stringContaining(word)]);
      expect(policy).toContain('report-uri /hooks/csp;report-to csp');
    }
  });
});

describe('reports of what the content policy has refused', () => {
  const old = 'application/csp-report';
  const fresh = 'application/reports+json';
  const report = (type: string, body: string, from = '203.0.113.20'): Promise<Response> =>
    through('/hooks/csp', {
      method: 'POST',
      headers: { 'content-type': type, 'x-forwarded-for': from },
      body,
    });
  const oldOne = (directive: unknown) =>
    JSON.stringify({
      'csp-report': {
        'document-uri': 'https://events.example.org/claim/secret-of-ana',
        'violated-directive': directive,
        'blocked-uri': 'https://evil.test/ana@example.org',
      },
    });
  const counted = async (): Promise<Record<string, number>> => {
    const text = await foyer.get(Metrics).registry.getSingleMetricAsString('foyer_csp_reports_total');
    const lines = text.matchAll(/directive="([^"]*)"\} (\d+)/g);
    return Object.fromEntries([...lines].map(([, directive, count]) => [directive, Number(count)]));
  };
  const told = () => logged.filter((line) => line.includes('content policy reports'));

  it('are counted by directive, in both forms, and told once a minute without a word of them', async () => {
    expect((await report(old, oldOne("script-src 'self'"))).status).toBe(204);
    expect((await report(`${old}; charset=utf-8`, oldOne('img-src'))).status).toBe(204);
    const several = ['script-src-elem', 'script-src-elem', 'no-such-src', 7, undefined].map((directive) => ({
      ...{ type: 'csp-violation', age: 10, url: 'https://events.example.org/claim/secret-of-ana' },
      body: { effectiveDirective: directive, blockedURL: 'inline', sample: 'ana@example.org' },
    }));
    const others = [
      { type: 'deprecation', body: { id: 'something' } },
      { type: 'csp-violation', body: null },
    ];
    expect((await report(fresh, JSON.stringify([...several, ...others]))).status).toBe(204);
    const inherited = '{"csp-report":{"__proto__":{"effective-directive":"img-src"}}}';
    expect((await report(old, inherited)).status).toBe(204);
    expect(await counted()).toEqual({ 'script-src': 1, 'img-src': 1, 'script-src-elem': 2, other: 5 });
    await until('the first is told', () => told().length > 0);
    expect(told().map((line) => JSON.parse(line).directives)).toEqual([{ 'script-src': 1 }]);
    expect(logged.join('\n')).not.toMatch(/secret-of-ana|ana@example|evil\.test/);
  });

  it.each([
    ['no JSON', old, '{'],
    ['nothing', old, ''],
    ['something else', old, '{"a":1}'],
    ['a list of something else', fresh, '[1,null,"x"]'],
    ['too many at once', fresh, JSON.stringify(Array(101).fill({ type: 'csp-violation', body: {} }))],
    ['a form of the other kind', fresh, oldOne('img-src')],
    ['a heap of brackets', fresh, '['.repeat(30_000)],
    ['JSON of a program', 'application/json', oldOne('img-src')],
    ['a form', 'application/x-www-form-urlencoded', 'csp-report=1'],
    ['no type', '', oldOne('img-src')],
    ['a book', old, oldOne('x'.repeat(70_000))],
  ])('are not taken from who sends %s', async (_, type, body) => {
    const before = await counted();
    const answer = await report(type, body, `198.51.100.${unique() % 250}`);
    expect([400, 413, 415]).toContain(answer.status);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await counted()).toEqual(before);
  });

  it('are taken from one address so often and no more, before they are read', async () => {
    const from = '198.51.100.251';
    const answers = await Promise.all(Array.from({ length: 200 }, () => report(old, '{', from)));
    const read = answers.filter(({ status }) => status === 400);
    const refused = answers.filter(({ status }) => status === 429);
    expect(read.length).toBeGreaterThanOrEqual(60);
    expect(refused.length).toBe(answers.length - read.length);
    expect(refused[0]?.headers.get('retry-after')).toBe('1');
    expect((await report(old, oldOne('img-src'), '198.51.100.252')).status).toBe(204);
  });
});
