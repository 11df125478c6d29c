import fs from 'node:fs';
import path from 'node:path';
import { isAlive } from './processes.js';

/** What a running (or killed) postmaster wrote into postmaster.pid. */
export interface PidFile {
  readonly pid: number;
  readonly port: number;
  readonly status: string;
}

export function pidFilePath(data: string): string {
  return path.join(data, 'postmaster.pid');
}

/** Undefined when there is no such file, or it is not whole yet. */
export function readPidFile(data: string): PidFile | undefined {
  let lines: string[];
  try {
    lines = fs.readFileSync(pidFilePath(data), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 1) return undefined;
  return { pid, port: Number(lines[3] ?? 0), status: (lines[7] ?? '').trim() };
}

/**
 * Whether the process named in the file is the server of this very cluster. The id alone proves nothing: after a
 * reboot or a kill it may belong to anybody. A postmaster's working directory is its cluster.
 * @returns `maybe` where the system does not let us look; then only a connection can tell.
 */
export function ownerOf(file: PidFile, data: string): 'ours' | 'gone' | 'stranger' | 'maybe' {
  if (!isAlive(file.pid)) return 'gone';
  try {
    const home = fs.readlinkSync(`/proc/${file.pid}/cwd`);
    return home === fs.realpathSync(data) ? 'ours' : 'stranger';
  } catch {
    return 'maybe';
  }
}

/**
 * A killed server whose parent has not buried it (a container's first process often buries nobody) still counts as
 * running for PostgreSQL, which then refuses to start. Takes its file away once no process of that cluster is left.
 */
export function clearUnburied(data: string): void {
  const file = readPidFile(data);
  if (!file || isAlive(file.pid) || process.platform !== 'linux') return;
  const home = fs.realpathSync(data);
  const isAtWork = fs
    .readdirSync('/proc')
    .some((name) => /^\d+$/.test(name) && workingDirectoryOf(name) === home);
  if (!isAtWork) fs.rmSync(pidFilePath(data), { force: true });
}

function workingDirectoryOf(pid: string): string | undefined {
  try {
    return fs.readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}
