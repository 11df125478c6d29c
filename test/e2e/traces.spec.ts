import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { registerHooks } from 'node:module';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { aLive, anEvent, aParticipant, aPerson, signedIn, startFoyer, until } from '@foyer/test-kit';
import { CookieJar, createApi } from '@foyer/client';
import { z } from 'zod';

const Attribute = z.object({ key: z.string(), value: z.record(z.string(), z.unknown()) });
const Span = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().default(''),
  name: z.string(),
  attributes: z.array(Attribute).default([]),
});
type Span = z.output<typeof Span>;
/** What a collector is sent. */
const Export = z.object({
  resourceSpans: z.array(z.object({ scopeSpans: z.array(z.object({ spans: z.array(Span) })) })),
});

const loaded: string[] = [];
const isTracing = (url: string) => /@opentelemetry\/(?!api\/)/.test(url);
const hooks = registerHooks({
  load: (url, context, next) => {
    if (isTracing(url)) loaded.push(url);
    return next(url, context);
  },
});
let collector: Server;
let address: string;
const received: string[] = [];

beforeAll(async () => {
  collector = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => (body += part));
    request.on('end', () => {
      if (request.url === '/v1/traces') received.push(body);
      response.setHeader('content-type', 'application/json').end('{}');
    });
  }).listen(0, '127.0.0.1');
  await once(collector, 'listening');
  address = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
});
afterAll(async () => {
  hooks.deregister();
  collector.closeAllConnections();
  collector.close();
  await once(collector, 'close');
});

it('reads nothing of it where no address is configured', async () => {
  const foyer = await startFoyer();
  await fetch(`${foyer.url}/health/live`);
  await foyer.stop();
  expect(loaded).toEqual([]);
});

it('follows what somebody did from the door to the mail, and says nothing of them', async () => {
  const foyer = await startFoyer({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: address } });
  expect(loaded).not.toEqual([]);
  const event = await anEvent(foyer, { title: { en: 'Clusters meet' } });
  const ada = await aParticipant(foyer, event, { person: await aPerson(foyer, { name: 'Ada Vardapet' }) });
  const ben = await aParticipant(foyer, event, { person: await aPerson(foyer, { name: "Ben O'Brien" }) });
  const cookie = await signedIn(foyer, ada);
  const cookies = new CookieJar();
  cookies.store([`${cookie}; Path=/`]);
  const api = createApi({ baseUrl: foyer.url, cookies });
  await api.call('requestMeeting', {
    params: { event: event.slug },
    body: { to: ben.id, message: 'It is about walnuts' },
  });
  const live = await aLive(foyer, ada);
  await live.command('stream.leave', { stream: 'none' });
  live.close();
  await until('the mail', () => foyer.mailbox.to(ben.email).length > 0);
  await foyer.stop();

  const spans = received.flatMap((body) =>
    Export.parse(JSON.parse(body)).resourceSpans.flatMap(({ scopeSpans }) =>
      scopeSpans.flatMap((scope) => scope.spans),
    ),
  );
  const find = (wanted: (span: Span) => boolean): Span => {
    const found = spans.find(wanted);
    if (!found) throw new Error(`No such span among ${spans.map(({ name }) => name).join(', ')}`);
    return found;
  };
  const below = (parent: Span, name: string): Span =>
    find((span) => span.parentSpanId === parent.spanId && span.name.startsWith(name));
  const door = find(({ name }) => name === 'POST /api/events/:event/meeting-requests');
  const transaction = below(door, 'transaction');
  below(transaction, 'with outbox_fact');
  const fact = below(transaction, 'fact meeting.');
  const job = below(fact, 'job meeting.');
  below(job, 'transaction');
  const mail = find(({ name, traceId }) => name === 'mail' && traceId === door.traceId);
  for (const one of [transaction, fact, job, mail]) expect(one.traceId).toBe(door.traceId);
  find(({ name }) => name === 'command stream.leave');

  const all = received.join('\n');
  const token = cookie.split('=')[1] ?? '';
  for (const personal of [
    'Vardapet',
    'Brien',
    ada.email,
    ben.email,
    ada.id,
    ben.id,
    token,
    'walnuts',
    event.slug,
  ])
    expect(all.includes(personal) ? personal : '').toBe('');
});
