import { gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { applyChange, type StreamPush } from '@foyer/contracts';
import { databaseElsewhere, startRooms, until, type Rooms } from '@foyer/test-kit';
import { houseCall } from '../call/call.js';
import { sql, type Database, type Sql } from '../database/database.js';
import { createLogger } from '../log/log.js';
import type { Entries, Start } from './held-stream.js';
import { StreamHub } from './hub.js';
import { prune } from './prune.js';

let rooms: Rooms;
/** Another process: what it writes is hinted to nobody. */
let elsewhere: Database;
const hubs: StreamHub[] = [];
let reads = 0;
const groups: number[] = [];
let encodings = 0;

/** A collection of numbers, kept in a table, as the stream `numbers/…`. */
const numbers = {
  async snapshots(database: Sql, names: readonly string[]): Promise<Map<string, Entries>> {
    groups.push(names.length);
    const read = new Map<string, Entries>();
    for (const name of names) read.set(name, await this.snapshot(database, name));
    return read;
  },
  alwaysWhole: (name: string) => name.startsWith('whole/'),
  async snapshot(database: Sql, name: string): Promise<Entries> {
    reads++;
    const { rows } = await sql<{ id: string; value: number }>`
      select id, value from number_entry where stream = ${name}`.execute(database);
    const number: Entries[string] = Object.fromEntries(rows.map((row) => [row.id, { value: row.value }]));
    Object.defineProperty(number, 'toJSON', {
      value: () => {
        encodings++;
        return { ...number };
      },
    });
    return { number };
  },
};

beforeAll(async () => {
  rooms = await startRooms([]);
  elsewhere = await databaseElsewhere(rooms.env);
  await sql`create table number_entry (stream text, id text, value int, primary key (stream, id))`.execute(
    rooms.database.sql,
  );
});
afterEach(async () => {
  await Promise.all(hubs.splice(0).map((hub) => hub.close()));
});
afterAll(async () => {
  await elsewhere.close();
  await rooms.stop();
});

async function put(database: Database, stream: string, id: string, value: number): Promise<void> {
  await database.write(houseCall, async (tx) => {
    await sql`insert into number_entry values (${stream}, ${id}, ${value})
      on conflict (stream, id) do update set value = excluded.value`.execute(tx.sql);
    tx.change(stream, { put: { number: { [id]: { value } } } });
  });
}

/** A process with one follower; its hub hears of writes in `told` at once. */
function aProcess(told: Database | null = rooms.database, idle?: number) {
  const hub = new StreamHub(rooms.database, numbers, createLogger('test', 'silent'), idle);
  const pushes: StreamPush[] = [];
  hub.start((push) => pushes.push(push));
  const stop = told?.onCommitted(({ streams }) => hub.hint(streams)) ?? (() => undefined);
  const close = hub.close.bind(hub);
  hub.close = () => {
    stop();
    return close();
  };
  hubs.push(hub);
  return { hub, pushes };
}

function entriesOf(start: Start): Entries {
  if (start.kind === 'changes') return applyChange({}, start.change);
  const text =
    start.kind === 'packed' ? gunzipSync(Buffer.from(start.gzip, 'base64')).toString() : start.entries;
  return JSON.parse(text) as Entries;
}

it('reads once and encodes once a revision, however many come', async () => {
  const name = 'numbers/once';
  await put(rooms.database, name, 'a', 1);
  const { hub, pushes } = aProcess();
  hub.retain(name);
  [reads, encodings] = [0, 0];
  const starts = await Promise.all(Array.from({ length: 200 }, () => hub.begin(name, undefined)));
  expect(new Set(starts.map((start) => start.rev))).toEqual(new Set([1]));
  expect({ reads, encodings }).toEqual({ reads: 1, encodings: 1 });
  await put(rooms.database, name, 'b', 2);
  await until('the push', () => pushes.length === 1);
  const later = await Promise.all(Array.from({ length: 200 }, () => hub.begin(name, undefined)));
  expect(later.every((start) => start.rev === 2)).toBe(true);
  expect(entriesOf(later[0] ?? starts[0]!)).toEqual({ number: { a: { value: 1 }, b: { value: 2 } } });
  // Changed kinds are new objects without the counting: what counts is that nothing was read again.
  expect(reads).toBe(1);
});

it('merges what a tick brings into one push that chains', async () => {
  const name = 'numbers/tick';
  const { hub, pushes } = aProcess();
  hub.retain(name);
  const start = await hub.begin(name, undefined);
  for (let value = 1; value <= 30; value++) await put(rooms.database, name, 'a', value);
  await until('all revisions', () => pushes.at(-1)?.rev === 30);
  expect(pushes.length).toBeLessThan(30);
  expect(pushes.map((push) => push.prev)).toEqual([
    start.rev,
    ...pushes.slice(0, -1).map((push) => push.rev),
  ]);
  expect(pushes.at(-1)?.change).toEqual({ put: { number: { a: { value: 30 } } } });
});

it('answers who comes back with what changed since', async () => {
  const name = 'numbers/since';
  const { hub, pushes } = aProcess();
  hub.retain(name);
  await hub.begin(name, undefined);
  for (const value of [1, 2, 3]) {
    await put(rooms.database, name, `n${value}`, value);
    await until('the push', () => pushes.at(-1)?.rev === value);
  }
  expect(await hub.begin(name, 1)).toEqual({
    kind: 'changes',
    rev: 3,
    change: { put: { number: { n2: { value: 2 }, n3: { value: 3 } } } },
  });
  expect(await hub.begin(name, 3)).toEqual({ kind: 'changes', rev: 3, change: {} });
  // A revision of before this process looked: everything.
  expect((await aProcess().hub.begin(name, 1)).kind).toBe('snapshot');
});

it('does not send back in time who has seen more elsewhere', async () => {
  const name = 'numbers/ahead';
  const { hub } = aProcess(null);
  hub.retain(name);
  await hub.begin(name, undefined);
  await put(elsewhere, name, 'a', 1);
  expect(await hub.begin(name, 1)).toEqual({ kind: 'changes', rev: 1, change: {} });
});

it('tells within a second or so what a crash kept from being told', async () => {
  const name = 'numbers/crash';
  const { hub, pushes } = aProcess();
  hub.retain(name);
  await hub.begin(name, undefined);
  await put(elsewhere, name, 'a', 1);
  await until('the push', () => pushes.length === 1);
  expect(pushes[0]).toMatchObject({ prev: 0, rev: 1 });
});

it('pushes the same changes in the same order from two processes that both write', async () => {
  const name = 'numbers/two';
  const one = aProcess(rooms.database);
  const two = aProcess(elsewhere);
  for (const { hub } of [one, two]) {
    hub.retain(name);
    await hub.begin(name, undefined);
  }
  await Promise.all(
    [rooms.database, elsewhere].flatMap((database, side) =>
      Array.from({ length: 40 }, (_, index) => put(database, name, `n${index % 7}`, side * 1_000 + index)),
    ),
  );
  const { rows } = await sql<{ id: string; value: number }>`
    select id, value from number_entry where stream = ${name}`.execute(rooms.database.sql);
  const truth = { number: Object.fromEntries(rows.map((row) => [row.id, { value: row.value }])) };
  for (const { pushes } of [one, two]) {
    await until('everything', () => pushes.at(-1)?.rev === 80);
    let rev = 0;
    let entries: Entries = {};
    for (const push of pushes) {
      expect(push.prev).toBe(rev);
      rev = push.rev;
      entries = applyChange(entries, push.change);
    }
    expect(entries).toEqual(truth);
  }
});

it('starts over and makes followers ask anew when the log was pruned past it', async () => {
  const name = 'numbers/pruned';
  const { hub, pushes } = aProcess(null);
  hub.retain(name);
  await put(elsewhere, name, 'a', 1);
  await hub.begin(name, undefined);
  await elsewhere.sql.transaction().execute(async (transaction) => {
    await sql`insert into number_entry values (${name}, 'b', 2)`.execute(transaction);
    await sql`update stream set rev = 5 where name = ${name}`.execute(transaction);
    await sql`insert into stream_change values (${name}, 5, '{}')`.execute(transaction);
  });
  await until('the push', () => pushes.length === 1);
  expect(pushes[0]).toEqual({ stream: name, prev: 5, rev: 5, change: {} });
  const start = await hub.begin(name, 1);
  expect(start.kind).toBe('snapshot');
  expect(entriesOf(start)).toEqual({ number: { a: { value: 1 }, b: { value: 2 } } });
});

it('gives a stream that is always whole as it is at the moment, and still pushes its changes', async () => {
  const name = 'whole/mine';
  const { hub, pushes } = aProcess();
  hub.retain(name);
  expect(entriesOf(await hub.begin(name, undefined))).toEqual({ number: {} });
  // Written without a change, as votes are.
  await sql`insert into number_entry values (${name}, 'silent', 1)`.execute(rooms.database.sql);
  expect(entriesOf(await hub.begin(name, 0))).toEqual({ number: { silent: { value: 1 } } });
  await put(rooms.database, name, 'told', 2);
  await until('the push', () => pushes.length === 1);
  expect(pushes[0]).toMatchObject({ prev: 0, rev: 1, change: { put: { number: { told: { value: 2 } } } } });
});

it('reads the personal streams of a hall that comes in at once in groups, each as its own', async () => {
  const { hub } = aProcess();
  const names = Array.from({ length: 60 }, (_, index) => `whole/${index}`);
  for (const [index, name] of names.entries()) {
    hub.retain(name);
    if (index % 2) await put(rooms.database, name, 'mine', index);
  }
  groups.length = 0;
  const starts = await Promise.all(names.map((name) => hub.begin(name, undefined)));
  expect(starts.map(entriesOf)).toEqual(
    names.map((_, index) => ({ number: index % 2 ? { mine: { value: index } } : {} })),
  );
  expect(starts.map((start) => start.rev)).toEqual(names.map((_, index) => index % 2));
  expect(groups).toEqual([60]);
});

it('packs a long snapshot once a revision, for who takes it packed', async () => {
  const name = 'numbers/long';
  const { hub } = aProcess();
  hub.retain(name);
  await put(rooms.database, name, 'a', 1);
  expect((await hub.begin(name, undefined, true)).kind).toBe('snapshot');
  await sql`insert into number_entry select ${name}, 'n' || n, n from generate_series(1, 2000) n`.execute(
    rooms.database.sql,
  );
  const other = aProcess().hub;
  const [packed, again] = [
    await other.begin(name, undefined, true),
    await other.begin(name, undefined, true),
  ];
  expect(packed.kind).toBe('packed');
  expect(again).toBe(packed);
  const whole = await other.begin(name, undefined);
  expect(whole.kind).toBe('snapshot');
  expect(entriesOf(packed)).toEqual(entriesOf(whole));
  expect(JSON.stringify(packed).length).toBeLessThan(JSON.stringify(whole).length / 3);
});

it('prunes what is old, and keeps what is not', async () => {
  await sql`insert into stream_change (stream, rev, change, at)
    select 'numbers/old', n, '{}', now() - interval '2 hours' from generate_series(1, 6000) n`.execute(
    rooms.database.sql,
  );
  await put(rooms.database, 'numbers/new', 'a', 1);
  const person = crypto.randomUUID();
  for (const hours of [1, 50]) {
    await sql`insert into command_done (person, id, name, fingerprint, at)
      values (${person}, ${crypto.randomUUID()}, 'x', 'y', now() - make_interval(hours => ${hours}))`.execute(
      rooms.database.sql,
    );
  }
  expect(await prune(rooms.database.sql)).toBe(6_001);
  expect(await prune(rooms.database.sql)).toBe(0);
  const { rows } = await sql<{ changes: number; commands: number }>`
    select (select count(*)::int from stream_change where stream = 'numbers/new') as changes,
      (select count(*)::int from command_done where person = ${person}) as commands`.execute(
    rooms.database.sql,
  );
  expect(rows).toEqual([{ changes: 1, commands: 1 }]);
});

it('follows a stream that moves without being told each time', async () => {
  const name = 'numbers/moving';
  const { hub, pushes } = aProcess(null, 3_600_000);
  hub.retain(name);
  await hub.begin(name, undefined);
  await put(elsewhere, name, 'a', 1);
  hub.hint([name]);
  for (let value = 2; value <= 4; value++) {
    await until('the one before is pushed', () => pushes.length === value - 1);
    await put(elsewhere, name, 'a', value);
  }
  await until('the last is pushed', () => pushes.length === 4);
  expect(pushes.map(({ rev }) => rev)).toEqual([1, 2, 3, 4]);
});
