import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { cloneDatabase, dropTestDatabase, until } from '@foyer/test-kit';
import pg from 'pg';

let first: pg.Client;
let second: pg.Client;
let question: number;
let person: string;

beforeAll(async () => {
  const url = await cloneDatabase();
  [first, second] = [new pg.Client({ connectionString: url }), new pg.Client({ connectionString: url })];
  await Promise.all([first.connect(), second.connect()]);
});
afterAll(async () => {
  await Promise.all([first.end(), second.end()]);
  await dropTestDatabase();
});
afterEach(async () => {
  await Promise.all([first.query('rollback'), second.query('rollback')]);
});

/** A question in a session of its own, asked by somebody else, and a person who may vote for it. */
async function aQuestion(): Promise<void> {
  const { rows } = await first.query<{ question: number; person: string }>(`
    with event as (
      insert into event (slug, title, purpose, starts_at, ends_at, time_zone, languages, categories, expected_outcomes)
      values (gen_random_uuid(), '{}', '{}', '2026-12-14', '2026-12-15', 'Asia/Tbilisi', '["ka"]', '[]', '[]') returning id
    ), session as (
      insert into session (event_id, slug, kind, title, starts_at, ends_at, language, questions)
      select id, 'talk', 'talk', '{}', '2026-12-14', '2026-12-15', 'ka', true from event returning id
    ), people as (
      insert into person (email, name) values (gen_random_uuid() || '@example.org', 'Nino'), (gen_random_uuid() || '@example.org', 'Elchin')
      returning id
    ), asked as (
      insert into question (session_id, person_id, text, state, asked_at)
      select (select id from session), (select min(id::text)::uuid from people), 'How?', 'approved', now() returning id
    )
    select asked.id as question, (select max(id::text) from people) as person from asked`);
  ({ question, person } = rows[0]!);
}
const voting = { text: 'insert into vote (question_id, person_id) select $1::int, unnest($2::uuid[])' };
const vote = (client: pg.Client) => client.query({ ...voting, values: [question, [person]] });
async function votes(): Promise<number> {
  const { rowCount } = await first.query('select from vote where question_id = $1', [question]);
  return rowCount ?? 0;
}
/** Until the second connection waits for a lock. */
const waits = () =>
  until('the second connection waits', async () => {
    const { rows } = await first.query<{ waits: boolean }>(
      `select exists (select from pg_stat_activity where pid = $1 and wait_event_type = 'Lock') as waits`,
      [Reflect.get(second, 'processID')],
    );
    return rows[0]?.waits;
  });

it('takes no vote for a question or of a person that is not there', async () => {
  await aQuestion();
  const nobody = '00000000-0000-4000-8000-000000000000';
  const tries = [
    { constraint: 'vote_question_id_foreign', values: [2_000_000_000, [person]] },
    { constraint: 'vote_person_id_foreign', values: [question, [person, nobody]] },
  ];
  for (const { constraint, values } of tries) {
    const refused = { code: '23503', table: 'vote', constraint };
    await expect(first.query({ ...voting, values })).rejects.toMatchObject(refused);
  }
  expect(await votes()).toBe(0);
  await vote(first);
  await expect(first.query('update vote set person_id = $1', [nobody])).rejects.toMatchObject({
    code: '23503',
  });
  expect(await votes()).toBe(1);
});

it.each(['person', 'question', 'session'])('takes votes away with their %s', async (what) => {
  await aQuestion();
  await vote(first);
  await first.query(
    what === 'session'
      ? 'delete from session where id = (select session_id from question where id = $1)'
      : `delete from ${what} where id = $1`,
    [what === 'person' ? person : question],
  );
  expect(await votes()).toBe(0);
});

it.each(['person', 'question'])('lets a %s that goes wait for votes on their way', async (what) => {
  await aQuestion();
  await first.query('begin');
  await vote(first);
  const going = second.query(`delete from ${what} where id = $1`, [what === 'person' ? person : question]);
  await waits();
  await first.query('commit');
  await going;
  expect(await votes()).toBe(0);
});

it.each(['person', 'question'])('lets votes wait for a %s that is on its way out', async (what) => {
  await aQuestion();
  await first.query('begin');
  await first.query(`delete from ${what} where id = $1`, [what === 'person' ? person : question]);
  const refused = expect(vote(second)).rejects.toMatchObject({ code: '23503' });
  await waits();
  await first.query('commit');
  await refused;
  expect(await votes()).toBe(0);
});

it('keeps ids as they are, since no vote would follow', async () => {
  await aQuestion();
  await vote(first);
  await expect(
    first.query('update question set id = id + 1000000 where id = $1', [question]),
  ).rejects.toMatchObject({
    code: '23001',
  });
  await expect(
    first.query('update person set id = gen_random_uuid() where id = $1', [person]),
  ).rejects.toMatchObject({ code: '23001' });
  expect(await votes()).toBe(1);
});

it('asks nothing of votes that stay with whom they were', async () => {
  await aQuestion();
  await vote(first);
  await first.query('begin');
  await first.query('select from person where id = $1 for update', [person]);
  expect(
    await second.query('update vote set united = true where question_id = $1', [question]),
  ).toMatchObject({
    rowCount: 1,
  });
});

it('lets nobody go unseen who looks at everything as it was', async () => {
  await aQuestion();
  await first.query('begin isolation level repeatable read');
  await expect(first.query('delete from person where id = $1', [person])).rejects.toMatchObject({
    code: '40001',
  });
});

it('knows its tables under whatever they are looked for', async () => {
  await aQuestion();
  await first.query('begin; set local search_path to pg_catalog');
  await first.query('insert into public.vote (question_id, person_id) values ($1, $2)', [question, person]);
  await first.query('delete from public.person where id = $1', [person]);
  await first.query('commit');
  expect(await votes()).toBe(0);
});
