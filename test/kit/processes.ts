import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort, startPostgres, type EmbeddedPostgres } from '@foyer/platform/embedded';
import { migrate } from '@foyer/schema';
import { aBalancer, type Balancer } from './balancer.js';
import { startFoyer, type Foyer } from './foyer.js';
import { until } from './wait.js';

/** Machines that do much else at once are slow. */
const patience = 120_000;
/** What processes run: as it is shipped where the whole suite runs, else as compiled, which a quick loop has at hand. */
const bundled = process.env['TEST_BUNDLES'] === '1';
export const programs = {
  api: path.resolve(bundled ? 'dist/server/api.js' : 'dist/apps/api/src/main.js'),
  worker: path.resolve(bundled ? 'dist/server/worker.js' : 'dist/apps/worker/src/main.js'),
};

/** One process that can be asked to end, killed, and started again. */
export class ServerProcess {
  private child: ChildProcess | null = null;

  constructor(
    private readonly program: string,
    private readonly args: readonly string[],
    private readonly env: Record<string, string>,
    /** Whether it is at work. */
    private readonly answers: () => Promise<boolean>,
    readonly url: string,
    /** Where it answers /metrics, if it does. */
    readonly metricsUrl: string | null = null,
  ) {}

  async start(): Promise<this> {
    const child = spawn(this.program, this.args, { env: this.env, stdio: 'ignore' });
    // Without a listener a program that is not there would end the test run.
    child.on('error', () => undefined);
    this.child = child;
    await until(
      `${this.args[0] ?? this.program} answers`,
      async () => {
        if (child.exitCode !== null) throw new Error(`${this.args[0] ?? this.program} ended at its start`);
        return this.answers();
      },
      patience,
    );
    return this;
  }

  /** Sends a signal and resolves when the process is gone. */
  async end(signal: NodeJS.Signals): Promise<void> {
    const { child } = this;
    this.child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await until('it has ended', () => child.exitCode !== null || child.signalCode !== null, patience);
  }
}

export interface Layout {
  apis: number;
  workers: number;
  /** Needs a redis-server on the PATH. */
  redis?: boolean;
  /** More environment for every process. */
  env?: Record<string, string>;
}

/**
 * Foyer as it runs in production, without containers: PostgreSQL that writes to the disk in earnest, perhaps Redis, any
 * number of api and worker processes, and a balancer in front, all on the loopback.
 */
export class Processes {
  readonly apis: ServerProcess[] = [];
  readonly workers: ServerProcess[] = [];
  redis: ServerProcess | null = null;
  postgres!: EmbeddedPostgres;
  balancer!: Balancer;
  /** Looks into the database and receives the mail; people go to the processes. */
  foyer!: Foyer;
  private readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-processes-'));

  static async start(layout: Layout): Promise<Processes> {
    const all = new Processes();
    try {
      await all.begin(layout);
      return all;
    } catch (error) {
      await all.stop();
      throw error;
    }
  }

  private async begin({ apis, workers, redis = false, env = {} }: Layout): Promise<void> {
    this.postgres = await startPostgres({ folder: path.join(this.folder, 'database') });
    await migrate(this.postgres.url);
    this.foyer = await startFoyer({ worker: false, env: { DATABASE_URL: this.postgres.url } });
    // The processes go by the clock on the wall.
    this.foyer.clock.set(new Date());
    const redisUrl = redis ? await this.startRedis() : '';
    const { DATABASE_URL, FOYER_SECRET, SMTP_URL = '', MAIL_PER_MINUTE } = this.foyer.env;
    const common = { NODE_ENV: 'test', LOG_LEVEL: 'silent', DATABASE_POOL: '5', ...env };
    const mail = { SMTP_URL, MAIL_PER_MINUTE: String(MAIL_PER_MINUTE) };
    const shared = { ...common, ...mail, DATABASE_URL, FOYER_SECRET, REDIS_URL: redisUrl };
    for (let index = 0; index < apis + workers; index++) {
      const kind = index < apis ? 'api' : 'worker';
      const [port, metricsPort] = [await freePort(), await freePort()];
      const [url, metricsUrl] = [port, metricsPort].map((one) => `http://127.0.0.1:${one}`);
      const health = kind === 'api' ? `${url}/health/ready` : `${metricsUrl}/health/live`;
      const process_ = new ServerProcess(
        process.execPath,
        [programs[kind]],
        { ...shared, PORT: String(port), METRICS_PORT: String(metricsPort) },
        () => answersOk(health),
        url ?? '',
        `${metricsUrl}/metrics`,
      );
      (kind === 'api' ? this.apis : this.workers).push(process_);
    }
    await Promise.all([...this.apis, ...this.workers].map((one) => one.start()));
    this.balancer = await aBalancer(this.apis.map(({ url }) => url));
  }

  private async startRedis(): Promise<string> {
    const port = await freePort();
    const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', this.folder];
    const url = `redis://127.0.0.1:${port}`;
    const ping = async (): Promise<boolean> => (await this.redisSays('ping')) === 'PONG';
    this.redis = new ServerProcess('redis-server', args, { PATH: process.env.PATH ?? '' }, ping, url);
    await this.redis.start();
    return url;
  }

  /** Asks Redis something, by its own client. */
  async redisSays(...words: string[]): Promise<string> {
    const port = new URL(this.redis?.url ?? 'redis://127.0.0.1').port;
    const child = spawn('redis-cli', ['-p', port, ...words], { stdio: ['ignore', 'pipe', 'ignore'] });
    child.on('error', () => undefined);
    let said = '';
    for await (const chunk of child.stdout) said += String(chunk);
    return said.trim();
  }

  /** Ends PostgreSQL as a power cut would, and lets it come back on the same port. */
  async crashPostgres(): Promise<void> {
    const { pid, port } = this.postgres;
    // SIGQUIT: an immediate shutdown, recovered from the write-ahead log at the next start.
    process.kill(pid, 'SIGQUIT');
    const folder = path.join(this.folder, 'database');
    await until('PostgreSQL is gone', () => !isThere(pid), patience);
    this.postgres = await startPostgres({ folder, port });
  }

  /** What a process says at /metrics, as `name{labels}` to number. */
  async metricsOf(one: ServerProcess): Promise<Map<string, number>> {
    const text = await (await fetch(one.metricsUrl ?? '')).text();
    const values = text.split('\n').flatMap((line): [string, number][] => {
      const [, key, value] = /^([^#\s]\S*(?:\{.*\})?) (\S+)$/.exec(line) ?? [];
      return key === undefined ? [] : [[key, Number(value)]];
    });
    return new Map(values);
  }

  async stop(): Promise<void> {
    await this.balancer?.close();
    await Promise.all([...this.apis, ...this.workers].map((one) => one.end('SIGKILL')));
    await this.foyer?.stop();
    await this.redis?.end('SIGKILL');
    await this.postgres?.stop();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

async function answersOk(url: string): Promise<boolean> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
  await answer?.arrayBuffer();
  return answer?.ok === true;
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
