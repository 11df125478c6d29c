import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { findPostgres, freePort, isAlive, startPostgres, waitUntil } from '@foyer/platform/embedded';
import { FoyerCommand, queryEmbedded, serversOf } from './started-foyer.js';

const START_MS = 240_000;

describe('foyer start', () => {
  let home: string;
  let port: number;
  const running: FoyerCommand[] = [];

  const foyer = (args: string[], env: Record<string, string> = {}, byNpm = false): FoyerCommand => {
    const command = new FoyerCommand(args, { FOYER_DATA: home, PORT: String(port), ...env }, byNpm);
    running.push(command);
    return command;
  };
  const isReady = async (): Promise<boolean> => {
    const url = `http://127.0.0.1:${port}/health/ready`;
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
    return answer?.status === 200;
  };

  beforeAll(async () => {
    home = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-start-'));
    port = await freePort();
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((command) => command.stop()));
    // A supervisor that was killed leaves its database running.
    await (await findPostgres(home))?.stop();
  });
  afterAll(() => {
    fs.rmSync(home, { recursive: true, force: true });
  });

  it(
    'starts from nothing, says where to look, and Ctrl-C stops everything',
    async () => {
      const first = foyer(['start']);
      await first.shows('Ctrl-C');
      expect(await isReady()).toBe(true);
      expect(first.output).toContain(`Open      http://localhost:${port}\n`);
      expect(first.output).toMatch(
        /newly set up.*\n.*migrations? applied.*\n.*an event that is going on now/,
      );
      expect(fs.statSync(path.join(home, 'secret')).mode & 0o777).toBe(0o600);
      const servers = serversOf(home);
      const database = (await findPostgres(home))?.pid ?? 0;
      expect(servers).toHaveLength(2);
      await queryEmbedded(home, 'create table kept as select 7 as n');

      expect(await first.stop()).toBe(0);
      expect([...servers, database].filter(isAlive)).toEqual([]);
      expect(fs.existsSync(path.join(home, 'foyer.lock'))).toBe(false);
    },
    START_MS,
  );

  it(
    'runs from bundles, which find what the code has beside it',
    async () => {
      const started = foyer(['start']);
      await started.shows('Ctrl-C');
      for (const path of [
        '/e/demo/share.png',
        '/api/docs/swagger-ui.css',
        '/api/openapi.json',
        '/api/asyncapi.json',
      ]) {
        const { status } = await fetch(`http://127.0.0.1:${port}${path}`);
        expect([path, status]).toEqual([path, 200]);
      }
      const mails = async (): Promise<boolean> =>
        (await queryEmbedded(home, 'select from mailbox_mail limit 1')).length > 0;
      expect(await waitUntil(mails, 20_000, 50)).toBe(true);
      if (!fs.existsSync('/proc/self/cmdline')) return;
      const servers = serversOf(home).map((pid) => fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
      for (const command of servers) expect(command).toMatch(/dist.server.(api|worker)\.js/);
    },
    START_MS,
  );

  it(
    'keeps all data at the next start, and lets commands in beside it',
    async () => {
      const preparations = path.join(home, 'logs/prepare.log');
      fs.rmSync(preparations);
      const second = foyer(['start']);
      await second.shows('Ctrl-C');
      expect(second.output).toMatch(/schema +up to date/);
      // What migrates and makes the demo takes a second and a half to load: it was not started.
      expect(fs.existsSync(preparations)).toBe(false);
      expect(second.output).not.toMatch(/newly|going on now/);
      expect(await queryEmbedded(home, 'select n from kept')).toEqual([{ n: 7 }]);

      const migrate = foyer(['migrate']);
      expect(await migrate.ended).toBe(0);
      expect(migrate.output).toContain('The database is up to date.');

      const add = foyer(['user', 'add', 'Ana@example.org', '--name', 'Ana Lomidze', '--organiser']);
      expect(await add.ended).toBe(0);
      const list = foyer(['user', 'list', '--organisers']);
      expect(await list.ended).toBe(0);
      expect(list.output).toContain('ana@example.org\tAna Lomidze\ten\torganiser\n');

      const third = foyer(['start'], { PORT: String(await freePort()) });
      expect(await third.ended).toBe(1);
      expect(third.output).toContain(
        `Foyer is already running at http://localhost:${port} with the data in ${home}`,
      );
      expect(await second.stop('SIGTERM')).toBe(0);
    },
    START_MS,
  );

  it(
    'brings the database of an older release up to date before the servers go to work',
    async () => {
      const database = await startPostgres({ folder: home });
      await queryEmbedded(home, 'alter table outbox_fact drop column span_id');
      await queryEmbedded(home, `delete from schema_migration where name = '0067-traced-facts'`);
      await database.stop();

      const next = foyer(['start']);
      await next.shows('Ctrl-C');
      expect(next.output).toContain('1 migration applied');
      expect(await isReady()).toBe(true);
      expect(await queryEmbedded(home, 'select n from kept')).toEqual([{ n: 7 }]);
      expect(await next.stop()).toBe(0);
    },
    START_MS,
  );

  it(
    'starts a crashed server and a crashed database again',
    async () => {
      const started = foyer(['start']);
      await started.shows('Ctrl-C');
      const [api = 0] = serversOf(home);
      process.kill(api, 'SIGKILL');
      await started.shows('The api was ended by SIGKILL; starting it again in 0.5 s.');
      expect(await waitUntil(isReady, 20_000, 50)).toBe(true);
      expect(serversOf(home)[0]).not.toBe(api);

      process.kill((await findPostgres(home))?.pid ?? 0, 'SIGKILL');
      await started.shows('PostgreSQL is back');
      expect(await waitUntil(isReady, 20_000, 50)).toBe(true);
      expect(await queryEmbedded(home, 'select n from kept')).toEqual([{ n: 7 }]);
    },
    START_MS,
  );

  it(
    'recovers by itself after kill -9 of the supervisor',
    async () => {
      const killed = foyer(['start']);
      await killed.shows('Ctrl-C');
      const servers = serversOf(home);
      await killed.stop('SIGKILL');
      expect(await waitUntil(() => !servers.some(isAlive), 10_000)).toBe(true);

      const next = foyer(['start']);
      await next.shows('Ctrl-C');
      expect(next.output).toContain('still running from before');
      expect(await isReady()).toBe(true);
      expect(await queryEmbedded(home, 'select n from kept')).toEqual([{ n: 7 }]);
      expect(await next.stop()).toBe(0);
      expect(await findPostgres(home)).toBeUndefined();
    },
    START_MS,
  );

  it(
    'ends with the npm that runs it, told or killed, and the next start takes over at once',
    async () => {
      const told = foyer(['start'], {}, true);
      await told.shows('Ctrl-C');
      const servers = serversOf(home);
      await told.stop('SIGINT');
      expect(servers.filter(isAlive)).toEqual([]);
      expect(await findPostgres(home)).toBeUndefined();

      const killed = foyer(['start'], {}, true);
      await killed.shows('Ctrl-C');
      process.kill(killed.pid, 'SIGKILL');
      const next = foyer(['start']);
      await next.shows('Ctrl-C');
      expect(await isReady()).toBe(true);
      await killed.ended;
    },
    START_MS,
  );

  it(
    'stops cleanly when told to in the middle of starting',
    async () => {
      const hasty = foyer(['start']);
      await hasty.shows('database');
      expect(await hasty.stop()).toBe(0);
      expect(await findPostgres(home)).toBeUndefined();
    },
    START_MS,
  );

  it(
    'leaves no server behind when killed in the middle of starting',
    async () => {
      const killed = foyer(['start']);
      let servers: number[] = [];
      await waitUntil(() => (servers = serversOf(home)).length === 2, START_MS);
      await killed.stop('SIGKILL');
      expect(await waitUntil(() => !servers.some(isAlive), 10_000)).toBe(true);
    },
    START_MS,
  );

  it(
    'starts the database for a command when nothing runs, and stops it again',
    async () => {
      const migrate = foyer(['migrate']);
      expect(await migrate.ended).toBe(0);
      expect(migrate.output).toContain('The database is up to date.');
      expect(await findPostgres(home)).toBeUndefined();
    },
    START_MS,
  );

  it('says what to do about a taken port', async () => {
    const other = net.createServer();
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
    try {
      const refused = foyer(['start']);
      expect(await refused.ended).toBe(1);
      expect(refused.output).toMatch(
        new RegExp(
          `Port ${port} is taken by another program: stop that program, or start .*\\n\\n +PORT=\\d+ npm start`,
        ),
      );
      expect(await findPostgres(home)).toBeUndefined();
    } finally {
      other.close();
    }
  });

  it('says what to do about a data folder it may not write to', async () => {
    // A file where a folder should be: true for root too, whom no right is denied.
    const file = path.join(home, 'a-file');
    fs.writeFileSync(file, '');
    const refused = foyer(['start'], { FOYER_DATA: path.join(file, 'data') });
    expect(await refused.ended).toBe(1);
    expect(refused.output.trim()).toMatch(
      /^The account ".+" may not write to .*a-file.*: give it the right .* or set FOYER_DATA to another folder\.$/,
    );
  });

  it(
    'says what keeps a server from going to work, and stops the rest',
    async () => {
      const refused = foyer(['start'], { LOG_LEVEL: 'loud' });
      expect(await refused.ended).toBe(1);
      expect(refused.output).toMatch(/The (api|worker) ended with code 1:\n\n +.*LOG_LEVEL: must be one of/);
      expect(refused.output).not.toContain('loud');
      expect(await findPostgres(home)).toBeUndefined();
    },
    START_MS,
  );

  it('names a wrong setting and does not repeat its value', async () => {
    const refused = foyer(['start'], { PORT: 'hunter2' });
    expect(await refused.ended).toBe(1);
    expect(refused.output.trim()).toBe('PORT must be a whole number from 1 to 65535, such as PORT=3001.');
  });

  it('says where nobody answers, and what to do', async () => {
    const rehearsal = foyer(['rehearse', 'demo', '--organiser', 'organiser@example.org']);
    await rehearsal.shows(`Nobody answers at http://127.0.0.1:${port}. Start Foyer there (npm start)`);
    expect(await rehearsal.ended).toBe(1);
    expect(rehearsal.output).not.toContain('    at ');
  });
});
