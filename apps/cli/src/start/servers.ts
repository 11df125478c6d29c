import { fileURLToPath } from 'node:url';
import { isListening, waitUntil } from '@foyer/platform/embedded';
import { CommandProblem } from '../failure.js';
import type { ProcessName } from '../lock.js';
import { LogFile } from './log-file.js';
import type { Screen } from './screen.js';
import { ServerProcess } from './server-process.js';
import { localUrl, type Settings } from './settings.js';

const READY_MS = 60_000;
const entryOf = (app: string) => fileURLToPath(new URL(`../../../${app}/src/main.js`, import.meta.url));

export interface ServersOptions {
  readonly settings: Settings;
  readonly screen: Screen;
  readonly env: NodeJS.ProcessEnv;
  readonly mailboxPort: number | undefined;
  readonly onLine?: ((name: string, line: string) => void) | undefined;
  onSpawn(processes: ProcessName[]): void;
}

/** api and worker: started together, answering together, each started again when it crashes. */
export class Servers {
  private readonly servers: ServerProcess[];
  /** Why the first start failed; what is wrong then will be wrong again, so nothing is tried twice. */
  private failure: string | undefined;
  private provenOnce = false;
  private stopping = false;

  constructor(private readonly options: ServersOptions) {
    const { settings, env, onLine } = options;
    this.servers = ['api', 'worker'].map(
      (name) =>
        new ServerProcess({
          name,
          entry: entryOf(name),
          env,
          log: new LogFile(settings.logFolder, name),
          onLine,
          onSpawn: () => options.onSpawn(this.servers.flatMap((server) => server.process ?? [])),
          onCrash: (server, how, againInMs) => this.crashed(server, how, againInMs),
        }),
    );
  }

  /** Resolves when api (and the mailbox) answer. */
  async start(): Promise<void> {
    for (const server of this.servers) server.start();
    const ready = await waitUntil(
      async () => this.stopping || this.failure !== undefined || (await this.answer()),
      READY_MS,
      40,
    );
    if (this.stopping) return;
    if (this.failure !== undefined) throw new CommandProblem(this.failure);
    if (!ready) {
      throw new CommandProblem(
        `The servers did not answer within a minute; see ${this.options.settings.logFolder}.`,
      );
    }
    this.provenOnce = true;
  }

  async stop(force = false): Promise<void> {
    this.stopping = true;
    await Promise.all(this.servers.map((server) => server.stop(force)));
  }

  /** With new code, say. Resolves when they answer again. */
  async restart(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.stop()));
    if (!this.stopping) await this.start();
  }

  trimLogs(): void {
    for (const server of this.servers) server.log.trim();
  }

  private crashed(server: ServerProcess, how: string, againInMs: number): boolean {
    const complaint = server.log.lastComplaint();
    if (!this.provenOnce) {
      this.failure ??= `The ${server.name} ${how}${complaint === '' ? '.' : `:\n\n    ${complaint}`}\n\nIts log is ${server.log.file}.`;
      return false;
    }
    const why = complaint === '' ? '' : ` (${complaint})`;
    this.options.screen.note(
      `The ${server.name} ${how}${why}; starting it again in ${againInMs / 1000} s. Its log is ${server.log.file}`,
    );
    return true;
  }

  private async answer(): Promise<boolean> {
    const { mailboxPort, settings } = this.options;
    if (mailboxPort !== undefined && !(await isListening(mailboxPort))) return false;
    try {
      const answer = await fetch(`${localUrl(settings)}/health/ready`, {
        signal: AbortSignal.timeout(2_000),
      });
      await answer.arrayBuffer();
      return answer.ok;
    } catch {
      return false;
    }
  }
}
