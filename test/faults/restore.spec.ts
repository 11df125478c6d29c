import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startPostgres, type EmbeddedPostgres } from '@foyer/platform/embedded';
import { migrate, schemaDifference } from '@foyer/schema';
import { until } from '@foyer/test-kit';
import pg from 'pg';

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-restore-'));
const [was, log, back] = ['was', 'log', 'back'].map((name) => path.join(home, name)) as [
  string,
  string,
  string,
];
let running: EmbeddedPostgres | undefined;

beforeAll(() => {
  fs.mkdirSync(log, { mode: 0o777 });
});
afterAll(async () => {
  await running?.stop();
  fs.rmSync(home, { recursive: true, force: true });
});

async function ask<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: running?.url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
const addPerson = (client: pg.Client, email: string) =>
  client.query(`insert into person (email) values ($1)`, [email]);

it('is brought back as it was at a moment between two backups, from a copy and the write-ahead log', async () => {
  running = await startPostgres({ folder: was });
  await migrate(running.url);
  await ask(async (client) => {
    await client.query(`alter system set archive_mode = on`);
    await client.query(`alter system set archive_command = 'cp %p ${log}/%f'`);
  });
  await running.stop();
  running = await startPostgres({ folder: was });

  const moment = await ask(async (client) => {
    await addPerson(client, 'before@example.org');
    await client.query(`select pg_backup_start('nightly', true)`);
    fs.cpSync(was, back, { recursive: true, filter: (file) => !/postmaster\.(pid|opts)$/.test(file) });
    const { rows: stop } = await client.query<{ labelfile: string }>(
      `select labelfile from pg_backup_stop(false)`,
    );
    fs.writeFileSync(path.join(back, 'postgres/backup_label'), stop[0]?.labelfile ?? '');
    await addPerson(client, 'after-the-copy@example.org');
    const { rows } = await client.query<{ at: string }>(`select clock_timestamp()::text as at`);
    // The mistake that is to be undone.
    await client.query(`delete from person`);
    const { rows: switched } = await client.query<{ file: string }>(
      `select pg_walfile_name(pg_switch_wal()) as file`,
    );
    await until('the log is archived', () => fs.existsSync(path.join(log, switched[0]?.file ?? '')));
    return rows[0]?.at ?? '';
  });
  await running.stop();

  const data = path.join(back, 'postgres');
  const { uid, gid } = fs.statSync(path.join(was, 'postgres'));
  fs.writeFileSync(path.join(data, 'recovery.signal'), '');
  fs.appendFileSync(
    path.join(data, 'postgresql.auto.conf'),
    [
      `restore_command = 'cp ${log}/%f %p'`,
      `recovery_target_time = '${moment}'`,
      `recovery_target_action = promote`,
      `archive_mode = off`,
      '',
    ].join('\n'),
  );
  for (const file of ['recovery.signal', 'backup_label']) fs.chownSync(path.join(data, file), uid, gid);
  running = await startPostgres({ folder: back });
  await ask(async (client) => {
    await until('it takes writes', async () => {
      const { rows } = await client.query<{ recovering: boolean }>(
        `select pg_is_in_recovery() as recovering`,
      );
      return rows[0]?.recovering === false;
    });
    const { rows } = await client.query<{ email: string }>(`select email from person order by created_at`);
    expect(rows.map(({ email }) => email)).toEqual(['before@example.org', 'after-the-copy@example.org']);
  });
  expect(await schemaDifference(running.url)).toBe('');
  expect((await migrate(running.url)).applied).toEqual([]);
}, 180_000);
