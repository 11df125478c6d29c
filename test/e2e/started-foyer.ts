import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { findPostgres, waitUntil } from '@foyer/platform/embedded';
import pg from 'pg';

const BIN = path.resolve('bin/foyer.mjs');

/** The real command in a process of its own, as a person at a terminal has it. */
export class FoyerCommand {
  output = '';
  readonly ended: Promise<number | null>;
  private readonly child: ChildProcess;

  /** @param byNpm run `npm start` instead, as a newcomer does */
  constructor(args: readonly string[], env: Record<string, string>, byNpm = false) {
    // What jest and the npm that runs it have set is not what a terminal has.
    const shell = Object.fromEntries(
      Object.entries(process.env).filter(([key]) => !/^(NODE_ENV$|npm_)/.test(key)),
    );
    const [program, all] = byNpm ? ['npm', ['run', '--silent', ...args]] : [process.execPath, [BIN, ...args]];
    this.child = spawn(program, all, { env: { ...shell, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child.stdout?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    this.child.stderr?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    this.ended = new Promise((resolve) => this.child.once('close', (code) => resolve(code)));
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Waits until the output shows `text`, as many times as asked. */
  async shows(text: string, times = 1): Promise<void> {
    const seen = () => this.output.split(text).length > times;
    const found = await waitUntil(() => seen() || this.child.exitCode !== null, 200_000, 20);
    if (!found || !seen()) throw new Error(`"${text}" was not shown, but:\n${this.output}`);
  }

  /** Asks it to end (Ctrl-C unless told otherwise) and resolves to its exit code. */
  async stop(signal: NodeJS.Signals = 'SIGINT'): Promise<number | null> {
    this.child.kill(signal);
    return await this.ended;
  }
}

/** The ids of the servers that the supervisor of a data folder has running; none where there is no supervisor. */
export function serversOf(folder: string): number[] {
  let lock: unknown;
  try {
    lock = JSON.parse(fs.readFileSync(path.join(folder, 'foyer.lock'), 'utf8'));
  } catch {
    // Not there, or being written at this very moment.
    return [];
  }
  if (typeof lock !== 'object' || lock === null || !('children' in lock) || !Array.isArray(lock.children))
    return [];
  return lock.children.map((child: { pid: number }) => child.pid);
}

/** Asks the embedded database of a data folder, which must be running. */
export async function queryEmbedded(folder: string, text: string): Promise<Record<string, unknown>[]> {
  const postgres = await findPostgres(folder);
  if (!postgres) throw new Error('The embedded database does not run.');
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}
