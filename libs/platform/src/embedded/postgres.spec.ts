import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { findPostgres, startPostgres, type EmbeddedPostgres } from './postgres.js';
import { isAlive, waitUntil } from './processes.js';

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

/** Kills the server and everything it started, as a power cut would. */
async function killHard(pid: number): Promise<void> {
  process.kill(pid, 'SIGKILL');
  await waitUntil(() => !isAlive(pid), 5_000);
}

// A machine at work on other things takes its time over a cluster.
jest.setTimeout(60_000);

describe('the embedded PostgreSQL', () => {
  let home: string;
  let running: EmbeddedPostgres | undefined;

  beforeAll(() => {
    home = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-pg-'));
  });
  afterEach(async () => {
    await running?.stop();
    running = undefined;
  });
  afterAll(() => {
    fs.rmSync(home, { recursive: true, force: true });
  });

  const start = async (folder = home): Promise<EmbeddedPostgres> => {
    running = await startPostgres({ folder, durability: 'none' });
    return running;
  };

  it('starts from nothing, with a password, ICU order and the loopback alone', async () => {
    const server = await start();
    expect(server).toMatchObject({ created: true, adopted: false });
    expect(fs.statSync(path.join(home, 'postgres.password')).mode & 0o777).toBe(0o600);
    const [settings] = await query(
      server.url,
      `select current_setting('listen_addresses') as listens, current_setting('fsync') as fsync, datlocprovider as provider,
              datlocale as locale, encoding from pg_database where datname = current_database()`,
    );
    expect(settings).toEqual({
      listens: '127.0.0.1',
      fsync: 'off',
      provider: 'i',
      locale: 'und',
      encoding: 6,
    });
    const wrong = new URL(server.url);
    wrong.password = 'wrong';
    await expect(query(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('is durable unless told otherwise', async () => {
    running = await startPostgres({ folder: home });
    const [settings] = await query(
      running.url,
      `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit, current_setting('full_page_writes') as pages`,
    );
    expect(settings).toEqual({ fsync: 'on', commit: 'on', pages: 'on' });
  });

  it('takes over the server that is already running', async () => {
    const first = await start();
    const second = await startPostgres({ folder: home });
    expect(second).toMatchObject({ adopted: true, created: false, pid: first.pid, url: first.url });
    expect(await findPostgres(home)).toMatchObject({ pid: first.pid });
    await second.stop();
    expect(isAlive(first.pid)).toBe(false);
    expect(await findPostgres(home)).toBeUndefined();
  });

  it('keeps what was committed through a kill -9 of the server', async () => {
    // Committed means on disk only where durability was not given up.
    const first = await startPostgres({ folder: home });
    await query(first.url, 'create table kept (n int); insert into kept values (7)');
    await killHard(first.pid);
    expect(await findPostgres(home)).toBeUndefined();
    const second = await start();
    expect(second).toMatchObject({ adopted: false, created: false });
    expect(second.pid).not.toBe(first.pid);
    expect(await query(second.url, 'select n from kept')).toEqual([{ n: 7 }]);
  });

  it('starts although the killed server’s process id now belongs to another program', async () => {
    const first = await start();
    await killHard(first.pid);
    const bystander = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'], { stdio: 'ignore' });
    const pidFile = path.join(home, 'postgres/postmaster.pid');
    const text = fs.readFileSync(pidFile, 'utf8');
    fs.writeFileSync(pidFile, text.replace(/^\d+/, String(bystander.pid)));
    try {
      const second = await start();
      expect(second.adopted).toBe(false);
      await second.stop();
      expect(isAlive(bystander.pid ?? 0)).toBe(true);
    } finally {
      bystander.kill();
    }
  });

  it('starts although nobody has buried the killed server', async () => {
    const first = await start();
    await killHard(first.pid);
    // The shell leaves a dead child to a program that never asks for it.
    const parent = spawn('sh', ['-c', 'true & echo $!; exec sleep 1000'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const zombie = await new Promise<string>((resolve) =>
      parent.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim())),
    );
    await waitUntil(() => !isAlive(Number(zombie)), 5_000);
    const pidFile = path.join(home, 'postgres/postmaster.pid');
    fs.writeFileSync(pidFile, fs.readFileSync(pidFile, 'utf8').replace(/^\d+/, zombie));
    try {
      expect((await start()).adopted).toBe(false);
    } finally {
      parent.kill();
    }
  });

  it('is one server although many start it at once', async () => {
    const all = await Promise.all(Array.from({ length: 3 }, () => start()));
    expect(new Set(all.map(({ pid }) => pid)).size).toBe(1);
    expect(all.filter(({ adopted }) => !adopted)).toHaveLength(1);
  });

  it('makes a whole cluster after a first start that was killed halfway', async () => {
    const folder = path.join(home, 'interrupted');
    fs.mkdirSync(path.join(folder, 'postgres.new-1'), { recursive: true });
    fs.writeFileSync(path.join(folder, 'postgres.new-1/PG_VERSION'), '18\n');
    const server = await start(folder);
    expect(server.created).toBe(true);
    expect(fs.readdirSync(folder).sort()).toEqual(['postgres', 'postgres.log', 'postgres.password']);
  });

  it('goes away with the process that asked for a throwaway one', async () => {
    const folder = path.join(home, 'throwaway');
    const server = await startPostgres({ folder, durability: 'none', throwaway: true });
    await server.stop();
    expect(fs.existsSync(folder)).toBe(false);
  });

  it('says what to do when its password is lost', async () => {
    const folder = path.join(home, 'lost');
    await (await start(folder)).stop();
    fs.rmSync(path.join(folder, 'postgres.password'));
    await expect(startPostgres({ folder })).rejects.toThrow(/password.*put the file back/);
  });

  it('says what to do when the wanted port is taken', async () => {
    const first = await start(path.join(home, 'one'));
    await expect(startPostgres({ folder: path.join(home, 'two'), port: first.port })).rejects.toThrow(
      `Port ${first.port}, wanted for the embedded PostgreSQL, is taken by another program: stop that program and start again.`,
    );
  });

  it('says what to do when the folder cannot be one', async () => {
    const file = path.join(home, 'a-file');
    fs.writeFileSync(file, '');
    await expect(startPostgres({ folder: path.join(file, 'data') })).rejects.toThrow(
      /may not write to .*a-file/,
    );
  });
});
