import { afterAll, expect, it } from '@jest/globals';
import { cloneDatabase, dropTestDatabase, testDatabase } from '@foyer/test-kit';
import pg from 'pg';
import { migrate, schemaDifference } from './migrate.js';

afterAll(dropTestDatabase);

it('has migrations that lead exactly to the entities', async () => {
  expect(await schemaDifference(await testDatabase())).toBe('');
});

it('keeps what releases were called, in their event’s first language', async () => {
  const url = await cloneDatabase();
  const database = new pg.Client({ connectionString: url });
  await database.connect();
  try {
    // As a house that has not seen the migration: every table anew, up to the one before it.
    await database.query('drop schema public cascade; create schema public');
    await migrate(url, { to: '0029-roles-taken' });
    await database.query(`
      with made as (
        insert into event (slug, title, purpose, starts_at, ends_at, time_zone, languages, categories, expected_outcomes)
        values ('wool', '{}', '{}', '2026-12-14', '2026-12-15', 'Asia/Tbilisi', '["ka", "en"]', '[]', '[]') returning id)
      insert into release (event_id, number, name, changelog, names, released_at)
      select id, 1, 'მარტის პროგრამა', '[]', '{}', '2026-12-01' from made`);
    expect((await migrate(url)).applied).toContain('0030-release-names');
    const { rows } = await database.query('select name from release');
    expect(rows).toEqual([{ name: { ka: 'მარტის პროგრამა' } }]);
  } finally {
    await database.end();
  }
});
