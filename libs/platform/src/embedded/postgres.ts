import fs from 'node:fs';
import { findBinaries } from './binaries.js';
import { clusterExists, clusterPaths, createCluster, readPassword, type ClusterPaths } from './cluster.js';
import { askServer, ensureDatabase, urlOf, type Address } from './connection.js';
import { clearUnburied, ownerOf, pidFilePath, readPidFile } from './pid-file.js';
import { EmbeddedProblem, explainError, passwordLost } from './problem.js';
import { isAlive, waitUntil } from './processes.js';
import { chooseRunAs, type RunAs } from './run-as.js';
import { launch as launchServer } from './launch.js';
import { watchOver } from './watchdog.js';

export interface PostgresOptions {
  /** Folder for the cluster, its log and its password; made when missing. */
  readonly folder: string;
  /** Database made on the first start; default `foyer`. */
  readonly database?: string;
  /** Insist on this port; default: any free one. */
  readonly port?: number;
  /** `none` gives up safety against power cuts for speed: for tests only. Default `full`. */
  readonly durability?: 'full' | 'none';
  /** The server and its folder go when this process goes, however it ends: for tests only. */
  readonly throwaway?: boolean;
  /** How to avoid running as root; default: the best that works here. */
  readonly runAs?: RunAs['kind'];
}

export interface EmbeddedPostgres {
  /** Connection URL of the database, with the password: never log it. */
  readonly url: string;
  /** The same for the maintenance database `postgres`, whose role may create databases. */
  readonly adminUrl: string;
  readonly port: number;
  readonly pid: number;
  /** It was already running (its supervisor had been killed, or another command has it). */
  readonly adopted: boolean;
  /** The cluster is new. */
  readonly created: boolean;
  /** Ends open sessions, writes everything down, ends the server. Harmless when it is gone already. */
  stop(): Promise<void>;
}

const USER = 'foyer';
const DATABASE = 'foyer';
/** Recovery after a crash reads the write-ahead log again; that can take a while on a slow disk. */
const RECOVERY_MS = 300_000;
const OCCUPIED_MS = 30_000;

/**
 * Starts the embedded PostgreSQL of a folder, or takes over the one that runs there already.
 * @throws EmbeddedProblem with a sentence for the person at the keyboard.
 */
export async function startPostgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
  const paths = clusterPaths(options.folder);
  try {
    return await start(paths, options);
  } catch (error) {
    throw explainError(error, paths.folder);
  }
}

async function start(paths: ClusterPaths, options: PostgresOptions): Promise<EmbeddedPostgres> {
  const database = options.database ?? DATABASE;
  const durable = (options.durability ?? 'full') === 'full';
  fs.mkdirSync(paths.folder, { recursive: true, mode: 0o700 });
  fs.accessSync(paths.folder, fs.constants.W_OK | fs.constants.X_OK);

  const end = performance.now() + OCCUPIED_MS;
  for (;;) {
    const running = await findRunning(paths);
    if (running) {
      await ensureDatabase(running.address, database);
      return handle(paths, running.address, running.pid, database, { adopted: true, created: false });
    }
    const binaries = findBinaries();
    const runAs = chooseRunAs(fs.statSync(paths.data, { throwIfNoEntry: false }), options.runAs);
    const created = !clusterExists(paths);
    if (created) await createCluster(paths, binaries, runAs, USER, durable);
    const password = readPassword(paths);
    const launch = { durable, port: options.port, timeoutMs: RECOVERY_MS };
    const launched = await launchServer(paths, binaries, runAs, launch);
    if (launched) {
      const address: Address = { port: launched.port, user: USER, password };
      const release = options.throwaway === true ? watchOver(launched.pid, paths.folder) : undefined;
      await ensureDatabase(address, database);
      return handle(paths, address, launched.pid, database, { adopted: false, created }, release);
    }
    // Another start was quicker (it is found in a moment), or a killed server is not buried yet.
    if (performance.now() > end) throw notAnswering(paths, readPidFile(paths.data)?.pid);
    await waitUntil(() => false, 200);
    clearUnburied(paths.data);
  }
}

/** The running server of a folder, or undefined. Starts nothing and changes nothing but a stale postmaster.pid. */
export async function findPostgres(
  folder: string,
  database = DATABASE,
): Promise<EmbeddedPostgres | undefined> {
  const paths = clusterPaths(folder);
  if (!clusterExists(paths)) return undefined;
  const running = await findRunning(paths);
  if (!running) return undefined;
  return handle(paths, running.address, running.pid, database, { adopted: true, created: false });
}

async function findRunning(paths: ClusterPaths): Promise<{ address: Address; pid: number } | undefined> {
  const end = performance.now() + RECOVERY_MS;
  for (;;) {
    const file = readPidFile(paths.data);
    if (!file) return undefined;
    const owner = ownerOf(file, paths.data);
    // A file left by a killed server: PostgreSQL itself checks it (and the shared memory it names) and clears it.
    if (owner === 'gone') return undefined;
    const address: Address = { port: file.port, user: USER, password: readPassword(paths) };
    const answer = owner === 'stranger' ? 'stranger' : await askServer(address, paths.data);
    if (answer === 'ours') return { address, pid: file.pid };
    if (answer === 'refused' && owner === 'ours') throw passwordLost(paths.password);
    if (owner !== 'ours' && answer !== 'busy') {
      // The id was given to another program (a reboot): PostgreSQL would refuse to start for fear of it.
      fs.rmSync(pidFilePath(paths.data), { force: true });
      return undefined;
    }
    if (performance.now() > end) {
      throw notAnswering(paths, file.pid);
    }
    // Starting up or shutting down: its next state tells.
    await waitUntil(() => !isAlive(file.pid) || readPidFile(paths.data)?.status === 'ready', 1_000);
  }
}

function notAnswering(paths: ClusterPaths, pid: number | undefined): EmbeddedProblem {
  return new EmbeddedProblem(
    `The embedded PostgreSQL (process ${pid}) runs but does not answer: end it with "kill ${pid}" and start again. Its log is ${paths.log}.`,
  );
}

function handle(
  paths: ClusterPaths,
  address: Address,
  pid: number,
  database: string,
  origin: { adopted: boolean; created: boolean },
  release?: () => Promise<void>,
): EmbeddedPostgres {
  return {
    url: urlOf(address, database),
    adminUrl: urlOf(address, 'postgres'),
    port: address.port,
    pid,
    ...origin,
    async stop() {
      await stopServer(pid, paths.data);
      await release?.();
    },
  };
}

async function stopServer(pid: number, data: string): Promise<void> {
  // SIGINT: "fast" (roll back and write a checkpoint); SIGQUIT: "immediate" (recover at the next start).
  for (const [signal, patienceMs] of [
    ['SIGINT', 60_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 10_000],
  ] as const) {
    const file = readPidFile(data);
    if (!isAlive(pid) || (file && file.pid !== pid) || (file && ownerOf(file, data) === 'stranger')) return;
    process.kill(pid, signal);
    if (await waitUntil(() => !isAlive(pid), patienceMs)) return;
  }
}
