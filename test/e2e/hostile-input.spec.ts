import { randomUUID } from 'node:crypto';
import {
  commands,
  downloadTypes,
  mostFollowedAtOnce,
  streamName,
  streams,
  uploadRule,
  type CommandName,
  type RouteId,
} from '@foyer/contracts';
import {
  anEvent,
  aParticipant,
  aPerson,
  aRawLive,
  aSession,
  callDoor,
  doorInput,
  fuzzRuns,
  hostileValue,
  inputsOf,
  routeIds,
  routeOf,
  sampleOf,
  signedIn,
  startFoyer,
  type DoorAnswer,
  type DoorInput,
  type Foyer,
  type Known,
  type RawLive,
} from '@foyer/test-kit';
import { sql } from '@foyer/platform';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { parse as parseCsv } from 'csv-parse/sync';
import { XMLValidator } from 'fast-xml-parser';
import { aFullEvent } from './full-event.js';

/** Whatever goes in, what comes out is an answer by the contract or a problem document that blames the caller. */
let foyer: Foyer;
let owner: string;
let agenda: string;
let known: Known;
let live: RawLive;
const logged: string[] = [];

beforeAll(async () => {
  foyer = await startFoyer({ worker: false, logged: (line) => logged.push(line) });
  const { event, things } = await aFullEvent(foyer);
  owner = await signedIn(foyer, event.owner);
  agenda = streamName(streams.agenda, { event: event.id });
  known = {
    ...things,
    event: [event.slug],
    // Of another person: signing out here would end the test.
    signInSession: [randomUUID()],
    ...{ timeZone: ['Asia/Tbilisi'], country: ['GE'], category: ['cluster'], colour: ['#123456'] },
    ...{ startsAt: ['2026-12-14T10:00:00.000Z'], endsAt: ['2026-12-14T11:00:00.000Z'] },
  };
  live = await aRawLive(foyer, owner);
});
afterAll(async () => {
  live.close();
  await foyer.stop();
});

/** Those that would take the rest of the test its ground away. */
const passedOver: readonly RouteId[] = ['signOut', 'setEventClock', 'demoSignIn'];
const doors = routeIds.filter((id) => !passedOver.includes(id));
const secret = { token: ['x'.repeat(40)], mail: [randomUUID()] };

/** A valid input with all that is optional. */
const fullInput = (id: RouteId): Promise<DoorInput> => {
  const file = known[routeOf(id).path.includes('/imports') ? 'importedFile' : 'file'] ?? [];
  return doorInput(routeOf(id), { ...known, ...secret, file }, 'all');
};

/** What is wrong with an answer; null where nothing is. */
function faultOf(id: string, { status, text, code }: DoorAnswer, given: unknown): string | null {
  if (status < 300 || (status >= 400 && status < 500 && code !== null)) return null;
  return `${id}: ${status} ${text.slice(0, 200)} to ${JSON.stringify(given)?.slice(0, 500)}`;
}

async function knock(id: RouteId, input: DoorInput): Promise<string | null> {
  const answer = await callDoor(foyer, routeOf(id), input, owner);
  if (answer.code === 'too_many_requests') await sql`truncate limit_used`.execute(foyer.database.sql);
  return faultOf(id, answer, input);
}

/** Copies of a value with one of its leaves replaced, for each leaf in it that is meant. */
function* leavesReplaced(
  value: unknown,
  hostile: unknown,
  which: (leaf: unknown) => boolean,
): Generator<unknown> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries())
      for (const other of leavesReplaced(item, hostile, which)) yield value.with(index, other);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value))
      for (const other of leavesReplaced(item, hostile, which)) yield { ...value, [key]: other };
  } else if (which(value)) yield hostile;
}
const textsReplaced = (value: unknown, hostile: string, which: (text: string) => boolean) =>
  leavesReplaced(value, hostile, (leaf) => typeof leaf === 'string' && which(leaf));
const numbersReplaced = (value: unknown, hostile: number) =>
  leavesReplaced(value, hostile, (leaf) => typeof leaf === 'number');

/** PostgreSQL keeps neither, and some words have to go into it. */
const unkept = ['a\u0000b', 'a\ud800b'] as const;
/** Of no form that these would not have anyway. */
const isFree = (text: string): boolean => /^(sample|anything|x+$)/.test(text);

it('refuses what the database cannot keep, in every text of every door and command', async () => {
  const faults: (string | null)[] = [];
  for (const id of doors) {
    const route = routeOf(id);
    const input = await fullInput(id);
    for (const part of ['params', 'query'] as const)
      for (const other of textsReplaced(input[part], unkept[0], isFree))
        faults.push(await knock(id, { ...input, [part]: asObject(other) }));
    if (uploadRule(route)) continue;
    for (const hostile of unkept)
      for (const body of textsReplaced(input.body, hostile, isFree))
        faults.push(await knock(id, { ...input, body }));
  }
  for (const name of Object.keys(commands) as CommandName[]) {
    const input = sampleOf(commands[name].input, { known, optional: 'all' });
    for (const hostile of unkept)
      for (const other of textsReplaced(input, hostile, isFree)) faults.push(await say(name, other));
  }
  expect(faults.filter(Boolean)).toEqual([]);
});

/** Beyond what an integer column holds, and the largest that JavaScript counts to. */
const tooLarge = [2 ** 31, Number.MAX_SAFE_INTEGER, -(2 ** 31) - 1] as const;

it('refuses numbers that no column holds, in every place of every door and command', async () => {
  const faults: (string | null)[] = [];
  for (const hostile of tooLarge) {
    for (const id of doors) {
      const input = await fullInput(id);
      for (const part of ['params', 'query'] as const)
        for (const other of numbersReplaced(input[part], hostile))
          faults.push(await knock(id, { ...input, [part]: asObject(other) }));
      if (uploadRule(routeOf(id))) continue;
      for (const body of numbersReplaced(input.body, hostile))
        faults.push(await knock(id, { ...input, body }));
    }
    for (const name of Object.keys(commands) as CommandName[]) {
      const input = sampleOf(commands[name].input, { known, optional: 'all' });
      for (const other of numbersReplaced(input, hostile)) faults.push(await say(name, other));
    }
  }
  expect(faults.filter(Boolean)).toEqual([]);
});

async function say(name: CommandName, input: unknown): Promise<string | null> {
  // A slow machine may have missed a heartbeat: whoever is cut off comes back.
  if (!live.isConnected()) live = await aRawLive(foyer, owner);
  const answer = await live.say(name, input);
  return answer === 'internal' || answer === 'unavailable'
    ? `${name}: ${answer} to ${JSON.stringify(input)}`
    : null;
}

it('refuses a handshake that asks for too much, or for what is no stream, and lets others in', async () => {
  const stream = agenda;
  const hostileHandshakes: Record<string, unknown>[] = [
    { follow: Array.from({ length: mostFollowedAtOnce + 1 }, () => ({ stream })) },
    { follow: [{ stream: 'x'.repeat(201) }] },
    { follow: [{ stream, since: -1 }] },
    { follow: 'everything' },
  ];
  for (const handshake of hostileHandshakes) {
    await expect(aRawLive(foyer, owner, handshake)).rejects.toMatchObject({
      message: 'The input is not valid',
      data: { code: 'invalid_input', errors: [{ pointer: expect.stringMatching(/^\/auth\/follow/) }] },
    });
  }
  const follow = [{ stream }, { stream: 'no-such-stream' }, { stream: `${stream}\0` }, { stream }];
  const other = await aRawLive(foyer, owner, { follow, somethingNew: true });
  expect(await Promise.all(follow.map((_, index) => other.begun(index)))).toEqual([
    ...['ok', 'not_found', 'not_found', 'ok'],
  ]);
  other.close();
});

const asObject = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {});
/** A copy in which what stands at the place is something else. */
function replaced(value: unknown, place: number, other: unknown): unknown {
  if (typeof value !== 'object' || value === null) return other;
  const entries = Object.entries(value);
  if (entries.length === 0 || place % (entries.length + 1) === entries.length) return other;
  const [key, item] = entries[place % entries.length] ?? ['', null];
  const inner = replaced(item, Math.floor(place / (entries.length + 1)), other);
  return Array.isArray(value) ? value.with(Number(key), inner) : { ...value, [key]: inner };
}

it('answers every odd input with a problem document, and never breaks', async () => {
  const inputs = new Map<RouteId, DoorInput>();
  for (const id of doors) inputs.set(id, await fullInput(id));
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...doors), fc.nat(100_000), hostileValue, async (id, place, other) => {
      const input = inputs.get(id) ?? { params: {} };
      const route = routeOf(id);
      const part = uploadRule(route) || route.method === 'GET' ? 'query' : 'body';
      const odd = replaced(input[part], place, other);
      const given = part === 'body' ? odd : asTexts(odd);
      expect(await knock(id, { ...input, [part]: given })).toBeNull();
    }),
    { numRuns: fuzzRuns(200) },
  );
  expect(Object.hasOwn(Object.prototype, 'organiser')).toBe(false);
  const me = await callDoor(
    foyer,
    routeOf('getMe'),
    { params: {} },
    await signedIn(foyer, await aPerson(foyer)),
  );
  expect(JSON.parse(me.text)).toMatchObject({ me: { organiser: false } });
});

it('answers whatever could be meant, by the schema of each door, command and stream, and never breaks', async () => {
  const parts = (id: RouteId): fc.Arbitrary<DoorInput> => {
    const { params, query, body } = routeOf(id);
    return fc.record({
      params: inputsOf(params, { ...known, ...secret }).map((value) => asPath(value)),
      query: inputsOf(query, known).map(asTexts),
      body: uploadRule(routeOf(id))
        ? fc.uint8Array({ minLength: 1, maxLength: 300 }).map((bytes) => Buffer.from(bytes))
        : inputsOf(body, known),
    });
  };
  const names = Object.keys(commands) as CommandName[];
  const one = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.constantFrom(...doors).chain((id) => parts(id).map((input) => ({ id, input }))),
    },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom(...names)
        .chain((name) => inputsOf(commands[name].input, known).map((input) => ({ name, input })))
        // A frame above the limit ends the connection, which has its own test.
        .filter(({ input }) => Buffer.byteLength(JSON.stringify(input) ?? '') < 50_000),
    },
  );
  await fc.assert(
    fc.asyncProperty(one, async (tried) => {
      expect(
        'id' in tried ? await knock(tried.id, tried.input) : await say(tried.name, tried.input),
      ).toBeNull();
    }),
    { numRuns: fuzzRuns(200) },
  );
}, 600_000);

/** As an address carries it. */
const asPath = (value: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(asObject(value)).map(([key, item]) => [
      key,
      // A lone half of a character cannot stand in an address at all.
      String(typeof item === 'object' ? '{}' : item)
        .slice(0, 400)
        .replace(/\p{Surrogate}/gu, '') || 'x',
    ]),
  );

/** As a query carries it: short enough for a request line. */
function asTexts(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(asObject(value))
      .slice(0, 20)
      .map(([key, item]) => [
        key,
        (typeof item === 'string' ? item : (JSON.stringify(item) ?? '')).slice(0, 4_000),
      ]),
  );
}

it('takes no address of a script, and no picture or page that is one', async () => {
  const faults: string[] = [];
  for (const id of doors) {
    const route = routeOf(id);
    const input = await fullInput(id);
    if (uploadRule(route)) {
      const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>';
      const page = '<!doctype html><script>alert(1)</script>';
      const refused = uploadRule(route)?.kind === 'image' ? [svg, page] : [];
      for (const content of refused) {
        const { status, code } = await callDoor(
          foyer,
          route,
          { ...input, body: Buffer.from(content) },
          owner,
        );
        if (![404, 415].includes(status)) faults.push(`${id}: ${status} ${code}`);
      }
      continue;
    }
    const address = 'https://www.youtube.com/watch?v=dQw4w9WgXcQ';
    for (const scheme of [
      'javascript:alert(1)',
      'data:text/html,<script>alert(1)</script>',
      ' JaVaScRiPt:alert(1)',
    ])
      for (const body of textsReplaced(input.body, scheme, (text) => text === address)) {
        const { status, code } = await callDoor(foyer, route, { ...input, body }, owner);
        if (code !== 'invalid_input') faults.push(`${id}: ${status} ${code} to ${JSON.stringify(body)}`);
      }
  }
  expect(faults).toEqual([]);
});

/** What spreadsheets run, what calendars obey, what pages execute; once as one text, which no door would take. */
const words = `=cmd|'/C calc'!A0\r\nBEGIN:VALARM\r\nEND:VEVENT</script><script>alert(1)</script>&x;<img src=x onerror=alert(2)>`;

it('writes files in which hostile words are words', async () => {
  const event = await anEvent(foyer, { title: { en: words }, purpose: { en: words } });
  const session = await aSession(foyer, event, { title: { en: words }, abstract: { en: words } });
  await sql`
    with s as (insert into speaker (event_id, slug, name, organisation, biography)
      values (${event.id}, 'eve', ${words}, ${words}, ${JSON.stringify({ en: words })}) returning id)
    insert into session_speaker (session_id, speaker_id, role, position) select ${session.id}, id, 'speaker', 0 from s`.execute(
    foyer.database.sql,
  );
  const person = await aPerson(foyer, { name: words });
  await aParticipant(foyer, event, { person, name: words, organisation: words, about: words });
  const here = { ...known, event: [event.slug], session: [session.id, session.slug] };
  const cookie = await signedIn(foyer, event.owner);
  let files = 0;
  for (const id of doors) {
    const route = routeOf(id);
    if (!downloadTypes(route) || route.method !== 'GET') continue;
    for (const query of queriesOf(route.query)) {
      for (const params of queriesOf(route.params, here)) {
        const { status, text } = await callDoor(foyer, route, { params, query }, cookie);
        if (status !== 200) continue;
        files++;
        const what = `${id} ${JSON.stringify(query)}`;
        if (text.startsWith('BEGIN:VCALENDAR'))
          expect([what, text]).toEqual([what, expect.not.stringMatching(/^(BEGIN:VALARM|<)/m)]);
        else if (text.startsWith('<?xml')) {
          expect([what, XMLValidator.validate(text)]).toEqual([what, true]);
          expect([what, text]).toEqual([what, expect.not.stringContaining('<script')]);
        } else if (query['format'] === 'csv') {
          const cells: string[][] = parseCsv(text, { bom: true, relax_column_count: true });
          expect([what, cells.flat().filter((cell) => /^[=+\-@\t\r\0]/.test(cell))]).toEqual([what, []]);
        }
      }
    }
  }
  expect(files).toBeGreaterThan(10);
});

/** Every choice that a door offers, with its other required fields as they may be. */
function queriesOf(schema: z.ZodType, things: Known = {}): Record<string, unknown>[] {
  const one = { ...asObject(sampleOf(schema, { known: things })) };
  const shape = schema instanceof z.ZodObject ? Object.entries(schema.shape) : [];
  const choices = shape.flatMap(([name, part]) =>
    part instanceof z.ZodEnum ? part.options.map((option) => ({ ...one, [name]: option })) : [],
  );
  return choices.length > 0 ? choices : [one];
}

it('lets no page run or be framed by what is not ours', async () => {
  let pages = 0;
  const event = await anEvent(foyer, { title: { en: words } });
  for (const path of [
    '/',
    '/events',
    `/e/${event.slug}`,
    `/e/${event.slug}/register`,
    '/e/no-such-event',
    '/api/docs',
  ]) {
    const answer = await fetch(`${foyer.url}${path}`);
    // The app's own pages are there once it is built.
    if (!answer.headers.get('content-type')?.startsWith('text/html')) continue;
    pages++;
    const policy = answer.headers.get('content-security-policy') ?? '';
    const scripts = /script-src ([^;]*)/.exec(policy)?.[1];
    expect([path, scripts]).toEqual([path, "'self'"]);
    expect([path, policy]).toEqual([path, expect.stringContaining("frame-ancestors 'none'")]);
    expect(policy).not.toContain('unsafe-eval');
    expect(policy).toContain("object-src 'none'");
    expect(policy).toContain("base-uri 'self'");
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': expect.stringMatching(/^(SAMEORIGIN|DENY)$/),
      'referrer-policy': 'strict-origin-when-cross-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('geolocation=()'),
    });
    for (const teller of ['server', 'x-powered-by']) expect(answer.headers.get(teller)).toBeNull();
    expect(await answer.text()).not.toContain('<script>alert');
  }
  expect(pages).toBeGreaterThanOrEqual(4);
});

it('tells nobody how it broke, and keeps addresses and tokens out of its log', async () => {
  const address = 'not-for-logs@example.org';
  await sql`
    create function break_it() returns trigger language plpgsql as
      $$ begin raise exception 'broken inside by %', new.email; end $$`.execute(foyer.database.sql);
  await sql`create trigger break_it before insert on person for each row execute function break_it()`.execute(
    foyer.database.sql,
  );
  const input = { params: { event: known['event']?.[0] }, body: { name: 'Ada', email: address } };
  const { status, text, code } = await callDoor(foyer, routeOf('createSpeaker'), input, owner);
  await sql`drop trigger break_it on person`.execute(foyer.database.sql);
  expect([status, code]).toEqual([500, 'internal']);
  expect(Object.keys(JSON.parse(text)).sort()).toEqual([
    'code',
    'instance',
    'status',
    'title',
    'traceId',
    'type',
  ]);
  expect(text).not.toMatch(/broken|insert|select|\bat\b.*:\d+:\d+|person/i);
  const failure = logged.find((line) => line.includes('unexpected failure')) ?? '';
  expect(JSON.parse(failure)).toMatchObject({ traceId: JSON.parse(text).traceId });
  const all = logged.join('\n');
  for (const word of [address, owner.split('=')[1] ?? '', '@example.org'])
    expect(all.includes(word)).toBe(false);
});

it('tells no socket either how it broke', async () => {
  const fresh = await signedIn(foyer, await aPerson(foyer));
  await sql`alter table sign_in_session rename to broken_inside`.execute(foyer.database.sql);
  const refused = aRawLive(foyer, fresh);
  const told: unknown = await refused.catch((error: unknown) => error);
  await sql`alter table broken_inside rename to sign_in_session`.execute(foyer.database.sql);
  expect(told).toMatchObject({ data: { code: 'internal', status: 500 } });
  expect(`${String(told)} ${JSON.stringify(told)}`).not.toMatch(/sign_in_session|relation|select/i);
  (await aRawLive(foyer, fresh)).close();
});
