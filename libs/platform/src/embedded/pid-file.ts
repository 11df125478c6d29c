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
