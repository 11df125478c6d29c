import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { migrate, migrationNames } from '@foyer/schema';
import { cloneDatabase, until } from '@foyer/test-kit';
import pg from 'pg';
import { tally } from './tally.js';

/** The release before: what has come since runs beside traffic. */
const before = '0047-partner-words';
const brought = migrationNames.slice(migrationNames.indexOf(before) + 1);
/** PostgreSQL itself refuses what has waited for a lock for so long. */
const longest = 1_000;

let url: string;
const open: pg.Client[] = [];
async function connect(settings: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, options: settings });
  await client.connect();
  open.push(client);
  return client;
}
beforeAll(async () => {
  url = await cloneDatabase();
  const client = await connect('');
  // As a house of the release before: every table anew, up to there.
  await client.query('drop schema public cascade; create schema public');
  await migrate(url, { to: before });
  await client.query(`
    with e as (
      insert into event (slug, title, purpose, starts_at, ends_at, time_zone, languages, categories, expected_outcomes)
      values ('fair', '{}', '{}', '2026-12-14', '2026-12-15', 'Asia/Tbilisi', '["en"]', '[]', '[]') returning id
    ), o as (
      insert into organisation (name, country, match_key) values ('Tea House', 'GE', 'tea house') returning id
    ), p as (
      insert into person (email) select 'person-' || n || '@example.org' from generate_series(1, 200) n returning id
    ), s as (
      insert into session (event_id, slug, kind, title, starts_at, ends_at, language)
      select id, 'talk', 'talk', '{}', '2026-12-14', '2026-12-15', 'en' from e returning id
    ), r as (
      insert into registration (event_id, person_id, state, name, category, organisation_id, country, language,
        time_zone, offers, needs)
      select e.id, p.id, 'confirmed', 'Person', 'cluster', o.id, 'GE', 'en', 'Asia/Tbilisi', '{tea}', '{}' from e, o, p
    )
    insert into question (session_id, person_id, text, state, asked_at)
    select s.id, p.id, 'Why?', 'approved', now() from s, p`);
}, 120_000);
afterAll(async () => {
  for (const client of open) await client.end();
  const admin = new pg.Client({ connectionString: process.env.TEST_DATABASE_ADMIN_URL });
  await admin.connect();
  await admin.query(`drop database ${new URL(url).pathname.slice(1)} with (force)`);
  await admin.end();
}, 60_000);

it('holds nobody for a second, also where somebody writes for longer than that, and then is carried out', async () => {
  let stopped = false;
  const counts: number[] = [];
  /** Somebody who registers, asks and votes, over and over. @returns how many rows they were told are written */
  const act = async (index: number): Promise<number> => {
    const client = await connect(`-c lock_timeout=${longest}`);
    for (counts[index] = 0; !stopped; counts[index]++) {
      await client.query('begin');
      await client.query(
        `select count(*) from registration r join meeting_request q on q.asker_id = r.person_id`,
      );
      await client.query(
        `update registration set name = $1 where id = (select id from registration order by id offset $2 limit 1)`,
        [`Round ${counts[index]}`, index],
      );
      await client.query(
        `insert into question (session_id, person_id, text, state, asked_at)
         select session_id, person_id, $1, 'pending', now() from question limit 1`,
        [`act ${index} ${counts[index]}`],
      );
      await client.query('commit');
    }
    return counts[index];
  };
  const acting = Promise.all([0, 1, 2, 3].map(act));
  // An import that takes its time.
  const importer = await connect('');
  const { rows: tables } = await importer.query<{ name: string }>(
    `select string_agg(quote_ident(tablename), ', ') as name from pg_tables where schemaname = 'public'`,
  );
  await importer.query(`begin; lock table ${tables[0]?.name} in row exclusive mode`);
  let waited = 0;
  const migrating = migrate(url, { onWait: () => waited++ });
  await until('the migrations have given way, and tried again', () => waited >= 3, 60_000);
  const then = [...counts];
  await until('everybody gets on beside it', () => counts.every((count, at) => count > (then[at] ?? 0) + 3));
  await importer.query('commit');
  expect((await migrating).applied).toEqual(brought);
  const after = [...counts];
  await until('everybody gets on after it', () => counts.every((count, at) => count > (after[at] ?? 0) + 3));
  stopped = true;
  // One that had waited for a second for a lock would have failed.
  const told = (await acting).reduce((sum, count) => sum + count, 0);
  const { rows } = await importer.query<{ kept: number; doubled: number }>(
    `select count(*)::int as kept, (count(*) - count(distinct text))::int as doubled
     from question where text like 'act %'`,
  );
  const { kept = 0, doubled = -1 } = rows[0] ?? {};
  tally({
    ...{ rows: [19], load: `4 who write, an import that goes on, ${brought.length} migrations` },
    ...{ acknowledged: told, lost: told - (kept - doubled), doubled },
  });
}, 180_000);
