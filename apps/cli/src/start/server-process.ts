import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import readline from 'node:readline';
import { nameProcess, type ProcessName } from '../lock.js';
import type { LogFile } from './log-file.js';

export interface ServerOptions {
  readonly name: string;
  readonly entry: string;
  readonly env: NodeJS.ProcessEnv;
  readonly log: LogFile;
  /** Development: called with each line the server logs, instead of the log file. */
  readonly onLine?: ((name: string, line: string) => void) | undefined;
  onSpawn(): void;
  /** It ended although nobody asked it to. It is started again after `againInMs` unless this returns false. */
  onCrash(server: ServerProcess, how: string, againInMs: number): boolean;
}

/**
 * Flags of Node for a server. The young generation is held to what Node once had by itself: with 4 MB a hall that votes
 * spent a fifth of its time collecting garbage, with 16 MB half as many votes again pass, for 18 MB more in all
 * (test/load/RESULTS.md). One thread collects it: helpers wait for each other where PostgreSQL needs the other processor,
 * and a hall that comes in costs a tenth more with them.
 */
export const serverFlags = ['--enable-source-maps', '--max-semi-space-size=16', '--no-parallel-scavenge'];

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** Having run this long, a server is taken for sound again and its next crash for a first one. */
const SOUND_AFTER_MS = 60_000;
const GRACE_MS = 10_000;

/** One server process, kept running until stopped. */
export class ServerProcess {
  private child: ChildProcess | undefined;
  private wanted = false;
  private crashes = 0;
  private beganAt = 0;
  private again: NodeJS.Timeout | undefined;
  private ready = false;
  private env: NodeJS.ProcessEnv;

  constructor(private readonly options: ServerOptions) {
    this.env = options.env;
  }

  get name(): string {
    return this.options.name;
  }

  get log(): LogFile {
    return this.options.log;
  }

  get process(): ProcessName | undefined {
    return this.child?.pid === undefined ? undefined : nameProcess(this.child.pid);
  }

  /** It has said over its channel that it is at work. */
  get saysReady(): boolean {
    return this.ready;
  }

  /** @param held it loads its code and then waits for `release` */
  start(held = false): void {
    this.wanted = true;
    this.ready = false;
    const { entry, log, onLine, name } = this.options;
    const output = onLine ? 'pipe' : log.open();
    this.beganAt = performance.now();
    const child = spawn(process.execPath, [...serverFlags, entry], {
      env: held ? { ...this.env, FOYER_HELD: '1' } : this.env,
      stdio: ['ignore', output, output, 'ipc'],
      // Out of the terminal's process group: Ctrl-C reaches the supervisor, which stops things in order.
      detached: true,
    });
    if (typeof output === 'number') fs.closeSync(output);
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) readline.createInterface({ input: stream }).on('line', (line) => onLine?.(name, line));
    }
    this.child = child;
    child.on('message', (message) => {
      if (message === 'ready') this.ready = true;
    });
    child.once('error', () => this.ended(child, 'could not be started'));
    child.once('exit', (code, signal) =>
      this.ended(child, signal ? `was ended by ${signal}` : `ended with code ${code}`),
    );
    this.options.onSpawn();
  }

  /** Lets a held server go on, now that the rest of its environment is known; so do those that come after it. */
  release(rest: Record<string, string>): void {
    this.env = { ...this.env, ...rest };
    // It may have ended a moment ago, which is told elsewhere.
    this.child?.send(rest, () => undefined);
  }

  private ended(child: ChildProcess, how: string): void {
    if (this.child !== child) return;
    this.child = undefined;
    this.ready = false;
    if (!this.wanted) return;
    if (performance.now() - this.beganAt > SOUND_AFTER_MS) this.crashes = 0;
    const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.crashes++);
    if (this.options.onCrash(this, how, pauseMs)) this.again = setTimeout(() => this.start(), pauseMs);
  }

  /** Asks the server to finish what it is at and end; after the grace (0: at once) it is killed. */
  async stop(graceMs = GRACE_MS): Promise<void> {
    this.wanted = false;
    this.crashes = 0;
    clearTimeout(this.again);
    const child = this.child;
    if (!child) return;
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill(graceMs === 0 ? 'SIGKILL' : 'SIGTERM');
    const killer = setTimeout(() => child.kill('SIGKILL'), graceMs);
    await ended;
    clearTimeout(killer);
  }
}
