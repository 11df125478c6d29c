import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { PostgresBinaries } from './binaries.js';
import { errorCode } from './error-code.js';
import { assertRoom, explainOutput, passwordLost } from './problem.js';
import { commandFor, type RunAs } from './run-as.js';

/** Where the parts of one embedded database lie: all below one folder. */
export interface ClusterPaths {
  readonly folder: string;
  /** The cluster itself (PGDATA). */
  readonly data: string;
  readonly log: string;
  /** The password of the one role, in plain text, readable by the owner alone. */
  readonly password: string;
}

export function clusterPaths(folder: string): ClusterPaths {
  const home = path.resolve(folder);
  return {
    folder: home,
    data: path.join(home, 'postgres'),
    log: path.join(home, 'postgres.log'),
    password: path.join(home, 'postgres.password'),
  };
}

export function clusterExists(paths: ClusterPaths): boolean {
  return fs.existsSync(path.join(paths.data, 'PG_VERSION'));
}

export function readPassword(paths: ClusterPaths): string {
  let password = '';
  try {
    password = fs.readFileSync(paths.password, 'utf8').trim();
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
  if (password === '') throw passwordLost(paths.password);
  return password;
}

/**
 * Makes a new cluster: UTF-8, ICU collation "und" (the same order of names on every machine), scram passwords.
 * It is made beside its place and moved there when whole, so a start killed halfway leaves nothing that looks like
 * a database.
 */
export async function createCluster(
  paths: ClusterPaths,
  binaries: PostgresBinaries,
  runAs: RunAs,
  user: string,
  durable: boolean,
): Promise<void> {
  assertRoom(paths.folder);
  for (const name of fs.readdirSync(paths.folder)) {
    if (name.startsWith('postgres.new'))
      fs.rmSync(path.join(paths.folder, name), { recursive: true, force: true });
  }
  const draft = path.join(paths.folder, `postgres.new-${process.pid}`);
  fs.mkdirSync(draft, { mode: 0o700 });
  fs.writeFileSync(paths.password, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  fs.chmodSync(paths.password, 0o600);
  if (runAs.kind === 'drop') {
    fs.chmodSync(paths.folder, 0o711);
    for (const file of [draft, paths.password]) fs.chownSync(file, runAs.uid, runAs.gid);
  }
  await initdb(paths, binaries, runAs, [
    ...['-D', draft, '-U', user, `--pwfile=${paths.password}`],
    ...['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=und'],
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ]);
  fs.renameSync(draft, paths.data);
}

function initdb(
  paths: ClusterPaths,
  binaries: PostgresBinaries,
  runAs: RunAs,
  args: string[],
): Promise<void> {
  const { command, args: all, ids } = commandFor(runAs, binaries.initdb, args);
  return new Promise((resolve, reject) => {
    const child = spawn(command, all, {
      ...ids,
      env: serverEnv(),
      cwd: os.tmpdir(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) return resolve();
      fs.appendFileSync(paths.log, said, { mode: 0o600 });
      reject(explainOutput(said, paths.folder, paths.log));
    });
  });
}

/** The server's environment: nothing of ours (secrets, PG* variables of the user) reaches it. */
export function serverEnv(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, SYSTEMROOT, LD_LIBRARY_PATH } = process.env;
  const env = { PATH, HOME, TMPDIR, SYSTEMROOT, LD_LIBRARY_PATH, LC_ALL: 'C' };
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined));
}
