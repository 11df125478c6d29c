import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import type { PostgresBinaries } from './binaries.js';
import { serverEnv, type ClusterPaths } from './cluster.js';
import { readPidFile } from './pid-file.js';
import { EmbeddedProblem, explainOutput, portTaken } from './problem.js';
import { freePort, waitUntil } from './processes.js';
import { commandFor, type RunAs } from './run-as.js';

export interface LaunchOptions {
  readonly durable: boolean;
  readonly port: number | undefined;
  readonly timeoutMs: number;
}

const LOG_LIMIT = 10 * 1024 * 1024;

function settings(port: number, durable: boolean): string[] {
  const wanted: Record<string, string | number> = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Short queries only: compiling them costs more than it saves.
    jit: 'off',
    // Statements and key values hold personal data; the log must not.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...(durable
      ? { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' }
      : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', checkpoint_timeout: '1h' }),
  };
  return Object.entries(wanted).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/**
 * Starts the server of an existing cluster and waits until it takes connections.
 * @returns undefined when PostgreSQL holds that another server has the cluster.
 */
export async function launch(
  paths: ClusterPaths,
  binaries: PostgresBinaries,
  runAs: RunAs,
  options: LaunchOptions,
): Promise<{ pid: number; port: number } | undefined> {
  const end = performance.now() + options.timeoutMs;
  for (let attempt = 1; ; attempt++) {
    const port = options.port ?? (await freePort());
    const outcome = await tryOnce(paths, binaries, runAs, port, options.durable, end);
    if (outcome.pid !== undefined) return { pid: outcome.pid, port };
    if (/lock file "postmaster\.pid" already exists/i.test(outcome.said)) return undefined;
    if (/could not (bind|create any TCP)/i.test(outcome.said)) {
      if (options.port !== undefined) throw portTaken(port);
      // Somebody was quicker on the free port.
      if (attempt < 5) continue;
    }
    // The server was killed a moment ago and its own children have not noticed yet.
    if (/pre-existing shared memory block/i.test(outcome.said) && attempt < 40) {
      await waitUntil(() => false, 250);
      continue;
    }
    throw explainOutput(outcome.said, paths.folder, paths.log);
  }
}

async function tryOnce(
  paths: ClusterPaths,
  binaries: PostgresBinaries,
  runAs: RunAs,
  port: number,
  durable: boolean,
  end: number,
): Promise<{ pid?: number; said: string }> {
  rotate(paths.log);
  // A file, not a pipe: the server outlives a killed supervisor and must not block on, or die of, a closed pipe.
  const log = fs.openSync(paths.log, 'a', 0o600);
  const before = fs.fstatSync(log).size;
  const args = ['-D', paths.data, ...settings(port, durable)];
  const { command, args: all, ids } = commandFor(runAs, binaries.postgres, args);
  const child = spawn(command, all, {
    ...ids,
    env: serverEnv(),
    cwd: os.tmpdir(),
    stdio: ['ignore', log, log],
    // A session of its own: Ctrl-C in the terminal must reach the supervisor alone, which stops us last.
    detached: true,
  });
  fs.closeSync(log);
  let failure: Error | undefined;
  child.once('error', (error) => (failure = error));
  child.unref();
  const isReady = () => {
    const file = readPidFile(paths.data);
    return file?.pid === child.pid && file?.status === 'ready';
  };
  const ended = () => failure !== undefined || child.exitCode !== null || child.signalCode !== null;
  await waitUntil(() => ended() || isReady(), end - performance.now());
  if (failure) throw failure;
  if (ended()) return { said: textSince(paths.log, before) };
  if (!isReady()) {
    child.kill('SIGINT');
    throw new EmbeddedProblem(`The embedded PostgreSQL took too long to start. Its log is ${paths.log}.`);
  }
  return { pid: child.pid, said: '' };
}

function rotate(file: string): void {
  const size = fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_LIMIT) fs.renameSync(file, `${file}.1`);
}

function textSince(file: string, offset: number): string {
  return fs.readFileSync(file).subarray(offset).toString('utf8');
}
