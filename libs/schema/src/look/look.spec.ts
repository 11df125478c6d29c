import { beforeEach, expect, it } from '@jest/globals';
import { cloneDatabase } from '@foyer/test-kit';
import pg from 'pg';
import { seedDemo } from '../demo/seed-demo.js';
import { migrate } from '../migrate.js';
import { isPrepared } from './index.js';

let url: string;
beforeEach(async () => {
  url = await cloneDatabase();
});

async function change(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}

it('finds a migrated database prepared, and one that lacks something not, until it is migrated', async () => {
  expect(await isPrepared(url, { demo: false })).toBe(true);
  await change('drop schema bullmq cascade');
  expect(await isPrepared(url, { demo: false })).toBe(false);
  await migrate(url);
  expect(await isPrepared(url, { demo: false })).toBe(true);
  await change('drop schema public cascade; create schema public');
  expect(await isPrepared(url, { demo: false })).toBe(false);
  await migrate(url, { to: '0066-push' });
  expect(await isPrepared(url, { demo: false })).toBe(false);
  await migrate(url);
  expect(await isPrepared(url, { demo: false })).toBe(true);
});

it('lets a newer release of ours be, and asks BullMQ about a newer one of its own', async () => {
  await change(`insert into schema_migration (name) values ('9999-from-a-newer-release')`);
  expect(await isPrepared(url, { demo: false })).toBe(true);
  await change(
    `insert into bullmq.migration (version, name, min_client_version) values (9999, 'from a newer release', 9)`,
  );
  expect(await isPrepared(url, { demo: false })).toBe(false);
});

it('finds the demo prepared while it is going on', async () => {
  const now = new Date();
  expect(await isPrepared(url, { demo: true, now })).toBe(false);
  await seedDemo(url, now);
  expect(await isPrepared(url, { demo: true, now })).toBe(true);
  const later = new Date(now.getTime() + 3 * 86_400_000);
  expect(await isPrepared(url, { demo: true, now: later })).toBe(false);
});

it('leaves it to others to say why a database does not answer', async () => {
  expect(await isPrepared('postgres://nobody:no@127.0.0.1:1/none', { demo: false })).toBe(false);
});
