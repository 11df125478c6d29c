// Where the benchmarks take place: a PostgreSQL of their own that writes to the disk in earnest, an event with people
// who are signed in, rooms with questions, and the servers.
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import pg from 'pg';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const built = (file) => import(pathToFileURL(path.join(root, 'dist', file)).href);
/** What `npm start` starts its servers with. */
const { serverFlags } = await built('apps/cli/src/start/server-process.js');
const { freePort, startPostgres } = await built('libs/platform/src/embedded/index.js');

/** A place for a benchmark; `close` ends all that was started for it. */
export class Hall {
  #stops = [];
  #folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-bench-'));

  /** @param people who are signed in and registered for the event */
  static async open({ people }) {
    const hall = new Hall();
    try {
      await hall.#begin(people);
      return hall;
    } catch (error) {
      await hall.close();
      throw error;
    }
  }

  async #begin(people) {
    const settings = { folder: path.join(this.#folder, 'database'), throwaway: true };
    // Statements are counted by an extension that has to be there from the start.
    const first = await startPostgres({ ...settings, throwaway: false });
    await onceWith(first.adminUrl, async (client) => {
      await client.query(`alter system set shared_preload_libraries = 'pg_stat_statements'`);
    });
    await first.stop();
    this.postgres = await startPostgres(settings);
    this.#stops.push(() => this.postgres.stop());
    // As it would be in production: the record is on the disk before anybody is told.
    const { migrate } = await built('libs/schema/src/index.js');
    await migrate(this.postgres.url);
    this.client = new pg.Client({ connectionString: this.postgres.url });
    await this.client.connect();
    this.#stops.push(() => this.client.end());
    await this.client.query('create extension pg_stat_statements');
    const { rows } = await this.client.query(
      `insert into event (slug, title, purpose, starts_at, ends_at, time_zone, languages, categories, expected_outcomes, state)
       values ('bench', '{"en":"Bench"}', '{"en":"To measure"}', now(), now() + interval '1 day', 'Asia/Tbilisi', '["en"]', '[]', '[]', 'published') returning id`,
    );
    this.event = rows[0].id;
    this.members = await this.#addPeople(people);
    await this.client.query('vacuum analyze');
  }

  async #addPeople(count) {
    const tokens = Array.from({ length: count }, () => randomBytes(32).toString('base64url'));
    const { rows } = await this.client.query(
      `insert into person (email, name) select 'person-' || n || '@example.org', 'Person ' || n
       from generate_series(1, $1::int) n returning id`,
      [count],
    );
    const persons = rows.map((row) => row.id);
    await this.client.query(
      `insert into event_role (event_id, person_id, role) select $1, person, 'attendee' from unnest($2::uuid[]) person`,
      [this.event, persons],
    );
    await this.client.query(
      `insert into sign_in_session (person_id, token_hash, expires_at)
       select person, hash, now() + interval '1 day' from unnest($1::uuid[], $2::bytea[]) as s(person, hash)`,
      [persons, tokens.map((token) => createHash('sha256').update(token).digest())],
    );
    return persons.map((person, index) => ({ person, cookie: `foyer-session=${tokens[index]}` }));
  }

  /** A session with so many approved questions. */
  async room(questions) {
    const slug = `session-${randomBytes(4).toString('hex')}`;
    const { rows } = await this.client.query(
      `insert into session (event_id, slug, kind, title, starts_at, ends_at, language, questions)
       values ($1, $2, 'talk', '{"en":"A talk"}', now(), now() + interval '1 day', 'en', true) returning id`,
      [this.event, slug],
    );
    const session = rows[0].id;
    const asked = await this.client.query(
      `insert into question (session_id, person_id, text, author, state, asked_at)
       select $1, $2, 'How will the clusters of the region share what they learn in round ' || n || '?', 'Person ' || n, 'approved', now()
       from generate_series(1, $3::int) n returning id`,
      [session, this.members[0].person, questions],
    );
    // As the database would know by itself a minute later: else the plans of foreign keys, made while the table was
    // empty, read all of it for every vote.
    await this.client.query('analyze question, session');
    return { session, stream: `qa/${session}`, questions: asked.rows.map((row) => row.id) };
  }

  /** What is recorded of a room: rows, and what their questions count. */
  async recorded({ session }) {
    const { rows } = await this.client.query(
      `select coalesce(sum(votes), 0)::int as counted,
         (select count(*)::int from vote v join question o on o.id = v.question_id where o.session_id = $1) as rows
       from question where session_id = $1`,
      [session],
    );
    return rows[0];
  }

  /** As `recorded`, of the reference that keeps votes here. */
  async recordedBare({ questions }) {
    const { rows } = await this.client.query(
      `select coalesce(sum(votes), 0)::int as counted,
         (select count(*)::int from bare.vote where question_id = any($1::int[])) as rows
       from bare.question where id = any($1::int[])`,
      [questions],
    );
    return rows[0];
  }

  /** Statements carried out since `forgetStatements`, without the benchmark's own and `begin` and `commit`. */
  async statements() {
    const { rows } = await this.client.query(
      `select query, calls::int from pg_stat_statements
       where dbid = (select oid from pg_database where datname = current_database())
         and query !~* '(pg_stat_statements|^begin|^start transaction|^commit|^set |^rollback)'
       order by calls desc`,
    );
    return rows;
  }
  async forgetStatements() {
    await this.client.query('select pg_stat_statements_reset()');
  }

  /** Foyer's api, as `npm start` runs it; `flags` before it, for profiles. */
  async api({ env = {}, flags = [] } = {}) {
    return this.#server([...flags, ...serverFlags, path.join(root, 'dist/apps/api/src/main.js')], {
      ...{ DATABASE_URL: this.postgres.url, REDIS_URL: '', HOST: '127.0.0.1', NODE_ENV: 'production' },
      ...{ FOYER_SECRET: 'bench-bench-bench-bench', FOYER_DATA: this.#folder },
      ...env,
    });
  }

  /**
   * The reference, with the same flags; `durable` with its votes in this hall's database, and nothing else; `signIn` lets
   * in only who is signed in there, and says all questions.
   */
  async bare({ durable = false, signIn = false } = {}) {
    const file = fileURLToPath(new URL('bare-server.mjs', import.meta.url));
    return this.#server([...serverFlags, file], {
      DATABASE_URL: durable || signIn ? this.postgres.url : '',
      SIGN_IN: signIn ? '1' : '',
    });
  }

  /** A Redis, where there is one on this machine; null otherwise. */
  async redis() {
    const port = await freePort();
    const args = ['--port', port, '--bind', '127.0.0.1', '--save', '', '--dir', this.#folder].map(String);
    const child = spawn('redis-server', args, { stdio: 'ignore' });
    const there = await Promise.race([
      new Promise((resolve) => child.once('error', () => resolve(false))),
      answers(port, child).then(() => true),
    ]);
    if (!there) return null;
    this.#stops.push(() => end(child));
    return `redis://127.0.0.1:${port}`;
  }

  async #server(args, env) {
    const port = await freePort();
    const log = fs.openSync(path.join(this.#folder, `server-${port}.log`), 'a');
    const child = spawn(process.execPath, args, {
      env: { ...process.env, ...env, PORT: String(port) },
      stdio: ['ignore', log, log],
    });
    this.#stops.push(() => end(child));
    await answers(port, child, () => fs.readFileSync(path.join(this.#folder, `server-${port}.log`), 'utf8'));
    return { port, pid: child.pid, stop: () => end(child) };
  }

  async close() {
    for (const stop of this.#stops.splice(0).reverse()) await stop();
    fs.rmSync(this.#folder, { recursive: true, force: true });
  }
}

function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  child.kill('SIGTERM');
  return new Promise((resolve) => child.once('exit', resolve));
}

async function answers(port, child, told = () => '') {
  for (;;) {
    const open = await new Promise((resolve) => {
      const socket = net.connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
      socket.on('connect', () => socket.destroy());
    });
    if (open) return;
    if (child.exitCode !== null) throw new Error(`A server did not start: ${told().slice(-2_000)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function onceWith(url, work) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** Each of so many votes by another pair of viewer and question, spread evenly. */
export function pairs(votes, viewers, questions) {
  if (votes > viewers * questions.length) throw new Error('more votes than viewers and questions allow');
  return Array.from({ length: votes }, (_, index) => {
    const [viewer, round] = [index % viewers, Math.floor(index / viewers)];
    return [viewer, questions[(viewer * 7 + round) % questions.length]];
  });
}
