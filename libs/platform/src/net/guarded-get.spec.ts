import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { guardedGet, isInnerAddress, type Resolve } from './guarded-get.js';

/** Somebody names an address to the server; whatever it is called, nothing inside is to be reached by it. */
let server: Server;
let port: number;
let reached = 0;
let answer: { status: number; headers?: Record<string, string>; text?: string };

beforeAll(async () => {
  server = createServer((_request, response) => {
    reached++;
    response.writeHead(answer.status, answer.headers).end(answer.text);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  port = (server.address() as AddressInfo).port;
});
beforeEach(() => {
  reached = 0;
  answer = { status: 200, text: 'inside' };
});
afterAll(() => new Promise((done) => server.close(done)));

/** A resolver of our own: no name of these tests leaves the machine. */
const resolving =
  (...answers: string[][]): Resolve =>
  (_name, _options, done) =>
    done(
      null,
      (answers.length > 1 ? answers.shift() : answers[0])?.map((address) => ({
        address,
        family: address.includes(':') ? 6 : 4,
      })) ?? [],
    );

it.each([
  ...['127.0.0.1', '127.1', '2130706433', '0x7f000001', '0177.0.0.1', '0.0.0.0', '[::1]', '[::]'],
  ...['[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::127.0.0.1]', '[64:ff9b::7f00:1]', '[2002:7f00:1::]'],
  ...[
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '224.0.0.1',
    '255.255.255.255',
  ],
  ...['[fe80::1]', '[fc00::1]', '[fec0::1]', '[ff02::1]', '[2001:0:7f00:1::]', '[2001:db8::1]', '192.0.2.1'],
])('connects to nothing at %s', async (host) => {
  await expect(guardedGet(new URL(`http://${host}:${port}/`), { inner: false })).rejects.toThrow(
    'An inner address',
  );
  expect(reached).toBe(0);
});

it.each([
  ['127.0.0.1', [['127.0.0.1']]],
  ['an inner address beside a public one', [['203.0.114.9', '127.0.0.1']]],
  ['a mapped address', [['::ffff:127.0.0.1']]],
  ['an address of the machine’s own provider', [['169.254.169.254']]],
])('connects to no name that stands for %s', async (_, answers) => {
  const asked = guardedGet(new URL(`http://rebind.test:${port}/`), {
    inner: false,
    resolve: resolving(...answers),
  });
  await expect(asked).rejects.toThrow('An inner address');
  expect(reached).toBe(0);
});

it('looks at the address to which it connects: a name that stood for a public one a moment ago gains nothing', async () => {
  let asked = 0;
  const resolve: Resolve = (name, options, done) => {
    asked++;
    resolving(['127.0.0.1'])(name, options, done);
  };
  await expect(guardedGet(new URL(`http://rebind.test:${port}/`), { inner: false, resolve })).rejects.toThrow(
    'An inner address',
  );
  // Once, and what was found then is what would be connected to: there is no second answer that could differ.
  expect([asked, reached]).toEqual([1, 0]);
});

it('follows nobody further', async () => {
  answer = { status: 302, headers: { location: `http://127.0.0.1:${port}/second` } };
  const got = await guardedGet(new URL(`http://127.0.0.1:${port}/`), { inner: true });
  expect([got.status, reached]).toEqual([302, 1]);
});

it('waits for nobody who changes the protocol', async () => {
  answer = { status: 101, headers: { connection: 'Upgrade', upgrade: 'x' } };
  await expect(guardedGet(new URL(`http://127.0.0.1:${port}/`), { inner: true })).rejects.toThrow(
    'Another protocol',
  );
});

it('reads no more than it has to', async () => {
  answer = { status: 200, text: 'x'.repeat(300_000) };
  await expect(guardedGet(new URL(`http://127.0.0.1:${port}/`), { inner: true })).rejects.toThrow(
    'Too long an answer',
  );
});

it('knows the internet from what is inside', () => {
  for (const address of ['93.184.215.14', '2606:2800:21f:cb07:6820:80da:af6b:8b2c'])
    expect(isInnerAddress(address)).toBe(false);
});
