import { waitUntil } from '@foyer/platform/embedded';
import { CommandProblem } from '../failure.js';
import type { ProcessName } from '../lock.js';
import { entryOf } from './entries.js';
import { LogFile } from './log-file.js';
import type { Screen } from './screen.js';
import { ServerProcess } from './server-process.js';
import { localUrl, type Settings } from './settings.js';

const READY_MS = 60_000;

/** In development nobody waits for open requests to finish. */
const DEVELOPMENT_GRACE_MS = 250;

export interface ServersOptions {
  readonly settings: Settings;
  readonly screen: Screen;
  /** Without DATABASE_URL. */
  readonly env: NodeJS.ProcessEnv;
  readonly onLine?: ((name: string, line: string) => void) | undefined;
  onSpawn(processes: ProcessName[]): void;
}

/** api and worker: started together, answering together, each started again when it crashes. */
export class Servers {
  private readonly servers: ServerProcess[];
  /** Why a start failed that is not tried again. */
  private failure: string | undefined;
  private provenOnce = false;
  private starting = false;
  private stopping = false;

  constructor(private readonly options: ServersOptions) {
    const { settings, env, onLine } = options;
    this.servers = (['api', 'worker'] as const).map(
      (name) =>
        new ServerProcess({
          name,
          entry: entryOf(name, onLine !== undefined),
          env,
          log: new LogFile(settings.logFolder, name),
          onLine,
          onSpawn: () => options.onSpawn(this.servers.flatMap((server) => server.process ?? [])),
          onCrash: (server, how, againInMs) => this.crashed(server, how, againInMs),
        }),
    );
  }

  /** Starts both ahead of their database: they load their code and wait for `open`. */
  load(): void {
    this.starting = true;
    for (const server of this.servers) server.start(true);
  }

  /** Lets them go on. Resolves when the api answers and the worker is at work. */
  async open(databaseUrl: string): Promise<void> {
    for (const server of this.servers) server.release({ DATABASE_URL: databaseUrl });
    await this.untilReady(this.servers);
    this.provenOnce = true;
  }

  private async untilReady(servers: readonly ServerProcess[]): Promise<void> {
    const ready = await waitUntil(
      async () => this.stopping || this.failure !== undefined || (await this.answer(servers)),
      READY_MS,
      25,
    );
    this.starting = false;
    if (this.stopping) return;
    if (this.failure !== undefined) throw new CommandProblem(this.failure);
    if (!ready) {
      throw new CommandProblem(
        `The servers did not answer within a minute; see ${this.options.settings.logFolder}.`,
      );
    }
  }

  async stop(graceMs?: number): Promise<void> {
    this.stopping = true;
    await Promise.all(this.servers.map((server) => server.stop(graceMs)));
  }

  /**
   * For development: those of `names` again, with newly built code, one after the other so that the first (the api)
   * has the processor to itself. `onAnswer` is called as each answers.
   */
  async restart(names: readonly string[], onAnswer: (name: string) => void): Promise<void> {
    const affected = this.servers.filter((server) => names.includes(server.name));
    await Promise.all(affected.map((server) => server.stop(DEVELOPMENT_GRACE_MS)));
    for (const server of affected) {
      if (this.stopping) return;
      this.failure = undefined;
      this.starting = true;
      server.start();
      await this.untilReady([server]);
      onAnswer(server.name);
    }
  }

  trimLogs(): void {
    for (const server of this.servers) server.log.trim();
  }

  private crashed(server: ServerProcess, how: string, againInMs: number): boolean {
    const { screen, onLine } = this.options;
    const complaint = onLine ? '' : server.log.lastComplaint();
    if (this.starting && (onLine || !this.provenOnce)) {
      // What is wrong at a first start will be wrong again; in development the next save starts it again.
      const log = onLine ? '' : `\n\nIts log is ${server.log.file}.`;
      this.failure ??= `The ${server.name} ${how}${complaint === '' ? '.' : `:\n\n    ${complaint}`}${log}`;
      return false;
    }
    const why = complaint === '' ? '' : ` (${complaint})`;
    const log = onLine ? '' : ` Its log is ${server.log.file}`;
    screen.note(`The ${server.name} ${how}${why}; starting it again in ${againInMs / 1000} s.${log}`);
    return true;
  }

  /** Each says so itself; the api is then asked as well, as anybody would. */
  private async answer(servers: readonly ServerProcess[]): Promise<boolean> {
    if (!servers.every((server) => server.saysReady)) return false;
    if (!servers.some((server) => server.name === 'api')) return true;
    try {
      const url = `${localUrl(this.options.settings)}/health/ready`;
      const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) });
      await answer.arrayBuffer();
      return answer.ok;
    } catch {
      return false;
    }
  }
}
