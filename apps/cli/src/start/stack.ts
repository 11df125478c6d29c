import { isPrepared } from '@foyer/schema/look';
import { freePort, isAlive, startPostgres, type EmbeddedPostgres } from '@foyer/platform/embedded';
import { nameProcess, type Lock } from '../lock.js';
import { LogFile } from './log-file.js';
import { checkPort, occupyFolder } from './occupy.js';
import { prepareDatabase, type Preparation } from './preparation.js';
import type { Screen } from './screen.js';
import { Servers } from './servers.js';
import { serverEnvironment, type Settings } from './settings.js';

const nothingToDo: Preparation = { applied: 0, demo: 'kept' };

/** Everything that runs together on one machine: started from the bottom up, stopped from the top down. */
export class Stack {
  private lock: Lock | undefined;
  private postgres: EmbeddedPostgres | undefined;
  private servers: Servers | undefined;
  private env: NodeJS.ProcessEnv | undefined;
  private watch: NodeJS.Timeout | undefined;
  private stopping = false;
  private repairing = false;

  constructor(
    private readonly settings: Settings,
    private readonly screen: Screen,
    /** In development: called with each line that a server logs. */
    private readonly onLine?: (name: string, line: string) => void,
  ) {}

  /**
   * Resolves when the servers answer (or `abandon` was called). Rejects with a sentence; either way, call `down`.
   * @param parentPid the npm that must outlive us, if there is one.
   */
  async up(parentPid?: number): Promise<void> {
    this.lock = await occupyFolder(this.settings.dataFolder);
    if (parentPid !== undefined) this.lock.note({ parent: nameProcess(parentPid) });
    await checkPort(this.settings.port, this.settings.host);
    const mailboxPort = this.settings.mailbox ? (this.settings.mailboxPort ?? (await freePort())) : undefined;
    const env = serverEnvironment(this.settings, mailboxPort);
    // Loading their code is most of what a start takes: they do it while the database starts and is prepared.
    if (!this.stopping) this.loadServers(env);
    const databaseUrl = await this.openDatabase();
    this.env = { ...env, DATABASE_URL: databaseUrl };
    if (!this.stopping) await this.fill(this.env, databaseUrl);
    if (!this.stopping) await this.openServers(databaseUrl);
    if (!this.stopping) this.watch = setInterval(() => void this.lookAround(), 1_000);
  }

  /** From now on nothing more is started; `up` ends early. */
  abandon(): void {
    this.stopping = true;
    this.lock?.note({ stopping: true });
  }

  /** Stops the servers (they finish what they are at), then the database. */
  async down(): Promise<void> {
    this.stopping = true;
    clearInterval(this.watch);
    await this.servers?.stop();
    await this.postgres?.stop();
    this.lock?.release();
  }

  /** Gives up waiting for the servers. */
  force(): void {
    void this.servers?.stop(0);
  }

  /** For development: newly built code, and perhaps new migrations. Resolves when the servers answer again. */
  async reload(migrate: boolean, names: readonly string[], onAnswer: (name: string) => void): Promise<void> {
    if (this.stopping || !this.env) return;
    if (migrate) await this.runPreparation(this.env);
    await this.servers?.restart(names, onAnswer);
  }

  private async openDatabase(): Promise<string> {
    if (this.settings.databaseUrl !== undefined) {
      this.screen.step('database', 'the one in DATABASE_URL');
      return this.settings.databaseUrl;
    }
    const began = performance.now();
    this.postgres = await startPostgres({ folder: this.settings.dataFolder });
    const { created, adopted, port } = this.postgres;
    const how = created ? ', newly set up' : adopted ? ', still running from before' : '';
    this.screen.step('database', `PostgreSQL on port ${port}${how}`, began);
    return this.postgres.url;
  }

  private runPreparation(env: NodeJS.ProcessEnv): Promise<Preparation> {
    const log = new LogFile(this.settings.logFolder, 'prepare');
    const ownServer = this.settings.databaseUrl !== undefined;
    return prepareDatabase({ env, log, ownServer, development: this.onLine !== undefined });
  }

  private async fill(env: NodeJS.ProcessEnv, databaseUrl: string): Promise<void> {
    const began = performance.now();
    const { applied, demo } = (await isPrepared(databaseUrl, { demo: this.settings.demo }))
      ? nothingToDo
      : await this.runPreparation(env);
    const schema =
      applied === 0 ? 'up to date' : `${applied} ${applied === 1 ? 'migration' : 'migrations'} applied`;
    this.screen.step('schema', schema, began);
    if (demo === 'made') this.screen.step('demo', 'an event that is going on now');
    if (demo === 'moved') this.screen.step('demo', 'its event was over; it is going on now again');
  }

  private loadServers(env: NodeJS.ProcessEnv): void {
    const { settings, screen, onLine } = this;
    this.servers = new Servers({
      settings,
      screen,
      env,
      onLine,
      onSpawn: (children) => this.lock?.note({ url: settings.publicUrl, children }),
    });
    this.servers.load();
  }

  private async openServers(databaseUrl: string): Promise<void> {
    const began = performance.now();
    await this.servers?.open(databaseUrl);
    if (!this.stopping) this.screen.step('servers', 'api and worker answer', began);
  }

  /** Once a second: has the database ended under us? Has a log grown too long? */
  private async lookAround(): Promise<void> {
    this.servers?.trimLogs();
    const { postgres } = this;
    if (this.stopping || this.repairing || !postgres || isAlive(postgres.pid)) return;
    this.repairing = true;
    try {
      this.screen.note('The database ended unexpectedly; starting it again.');
      // The servers know its address: it must come back on the same port.
      this.postgres = await startPostgres({ folder: this.settings.dataFolder, port: postgres.port });
      this.screen.step('database', 'PostgreSQL is back');
    } catch (error) {
      this.screen.note(error instanceof Error ? error.message : String(error));
    } finally {
      this.repairing = false;
    }
  }
}
