import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from '@foyer/platform';
import {
  anEvent,
  aParticipant,
  cloneDatabase,
  signedIn,
  startFoyer,
  until,
  type Foyer,
} from '@foyer/test-kit';
import pg from 'pg';
import { tally } from './tally.js';

/** A disk of 96 MB, where this machine lets us have one. */
const disk = aSmallDisk();
const space = `foyer_small_${process.pid}`;
/** So long, in seconds, a request waits for a connection; three times as long for a lock. */
const wait = 1;

let foyer: Foyer;
let admin: pg.Client;
let cookie: string;
let owner: string;
let slug: string;
beforeAll(async () => {
  admin = new pg.Client({ connectionString: process.env.TEST_DATABASE_ADMIN_URL });
  await admin.connect();
  const url = await cloneDatabase();
  if (disk) {
    const { rows } = await admin.query<{ folder: string }>(
      `select setting as folder from pg_settings where name = 'data_directory'`,
    );
    const { uid, gid } = fs.statSync(rows[0]?.folder ?? '');
    fs.chownSync(disk, uid, gid);
    await admin.query(`create tablespace ${space} location '${disk}'`);
    await admin.query(`alter database ${new URL(url).pathname.slice(1)} set tablespace ${space}`);
  }
  const env = { DATABASE_URL: url, DATABASE_POOL: '3', DATABASE_WAIT_SECONDS: String(wait) };
  foyer = await startFoyer({ worker: false, env });
  const event = await anEvent(foyer);
  slug = event.slug;
  owner = await signedIn(foyer, event.owner);
  cookie = await signedIn(foyer, await aParticipant(foyer, event));
}, 60_000);
afterAll(async () => {
  const name = new URL(foyer.env.DATABASE_URL).pathname.slice(1);
  await foyer.stop();
  await admin.query(`drop database ${name} with (force)`);
  if (disk) {
    await admin.query(`drop tablespace ${space}`);
    execFileSync('umount', [disk]);
    fs.rmdirSync(disk);
  }
  await admin.end();
}, 60_000);

interface Answer {
  status: number;
  code: string | undefined;
  retryAfter: string | null;
}
async function answerOf(answer: Response): Promise<Answer & { id?: string }> {
  const { code, id }: { code?: string; id?: string } = JSON.parse((await answer.text()) || '{}');
  const told = { status: answer.status, code, retryAfter: answer.headers.get('retry-after') };
  return id === undefined ? told : { ...told, id };
}
/** An organiser brings a table of 100 KB. */
const upload = async (): Promise<Answer & { id?: string }> =>
  answerOf(
    await fetch(`${foyer.url}/api/events/${slug}/imports`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream', 'x-file-name': 'people.csv', cookie: owner },
      body: `email,name\n${randomBytes(50_000).toString('hex')}`,
    }),
  );
/** Somebody changes what they say of themselves. */
const write = async (about: string): Promise<Answer> =>
  answerOf(
    await fetch(`${foyer.url}/api/events/${slug}/registration`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify({
        ...{ name: 'Nino', category: 'cluster', organisation: 'Tea House', country: 'GE' },
        ...{ language: 'en', timeZone: 'Asia/Tbilisi', about },
      }),
    }),
  );
const read = async (): Promise<number> => (await fetch(`${foyer.url}/api/events/${slug}`)).status;
const ready = async (): Promise<Answer> => answerOf(await fetch(`${foyer.url}/health/ready`));
const unavailable = { status: 503, code: 'unavailable', retryAfter: expect.stringMatching(/^\d+$/) };
async function said(): Promise<string> {
  const { rows } = await sql<{ about: string }>`
    select r.about from registration r join event e on e.id = r.event_id where e.slug = ${slug}`.execute(
    foyer.database.sql,
  );
  return rows[0]?.about ?? '';
}

(disk ? it : it.skip)(
  'says on a full disk when to try again, is not ready meanwhile, loses nothing that it has acknowledged, and goes on when there is room',
  async () => {
    expect((await ready()).status).toBe(200);
    const filler = path.join(disk ?? '', 'filler');
    const { bavail, bsize } = fs.statfsSync(disk ?? '');
    fs.writeFileSync(filler, Buffer.alloc(bavail * bsize - 2 ** 20));
    const acknowledged: string[] = [];
    const refused = await until('there is no room', async () => {
      const answer = await upload();
      if (answer.status !== 201) return answer;
      acknowledged.push(answer.id ?? '');
      return null;
    });
    expect(refused).toEqual(unavailable);
    expect(await ready()).toEqual(unavailable);
    // Who only reads is answered.
    expect(await read()).toBe(200);

    fs.rmSync(filler);
    await until('it is ready again', async () => (await ready()).status === 200);
    const later = await upload();
    expect(later.status).toBe(201);
    acknowledged.push(later.id ?? '');
    const { rows } = await sql<{ kept: number; all: number }>`
      select count(*) filter (where id = any(${acknowledged}::uuid[]))::int as kept, count(*)::int as all
      from file`.execute(foyer.database.sql);
    const { kept = 0, all = -1 } = rows[0] ?? {};
    tally({
      ...{ rows: [18], load: 'one who uploads until the disk is full', acknowledged: acknowledged.length },
      ...{ lost: acknowledged.length - kept, doubled: all - kept },
    });
  },
  60_000,
);

it('waits only so long for a connection or a lock, says when to try again, and goes on afterwards', async () => {
  const holder = new pg.Client({ connectionString: foyer.env.DATABASE_URL });
  await holder.connect();
  await holder.query('begin; lock table registration in access exclusive mode');
  const answers = Promise.all(Array.from({ length: 8 }, (_, index) => write(`Held ${index}`)));
  await until('all connections wait', async () => (await foyer.database.connections()).waiting > 0);
  expect(await ready()).toEqual(unavailable);
  // Nobody has let go of the lock.
  expect(await answers).toEqual(Array(8).fill(unavailable));
  await holder.query('rollback');
  await holder.end();
  await until('it is ready again', async () => (await ready()).status === 200);
  expect((await write('Afterwards')).status).toBe(200);
  tally({
    ...{ rows: [18], load: '8 at once on 3 connections, all held by a lock', acknowledged: 1, doubled: 0 },
    lost: (await said()) === 'Afterwards' ? 0 : 1,
  });
}, 60_000);

/** @returns the folder where it is, null where nobody may mount anything */
function aSmallDisk(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=96m', 'foyer', folder], { stdio: 'ignore' });
    return folder;
  } catch {
    fs.rmdirSync(folder);
    return null;
  }
}
