import fs from 'node:fs';
import path from 'node:path';

const LIMIT = 20 * 1024 * 1024;

/** A server's log: appended to by the server itself, kept within two files of 20 MB. */
export class LogFile {
  readonly file: string;
  private began = 0;

  constructor(folder: string, name: string) {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.file = path.join(folder, `${name}.log`);
  }

  /** A descriptor to give to a new process; close it here afterwards. */
  open(): number {
    this.trim();
    const descriptor = fs.openSync(this.file, 'a', 0o600);
    this.began = fs.fstatSync(descriptor).size;
    return descriptor;
  }

  /** Copies a grown log aside and empties it; its writer appends, so it goes on at the new end. */
  trim(): void {
    const size = fs.statSync(this.file, { throwIfNoEntry: false })?.size ?? 0;
    if (size < LIMIT) return;
    fs.copyFileSync(this.file, `${this.file}.1`);
    fs.truncateSync(this.file);
    this.began = 0;
  }

  /** The last thing the newest process complained of, in one or a few lines; empty when it said nothing. */
  lastComplaint(): string {
    let said: string;
    try {
      said = fs.readFileSync(this.file).subarray(this.began).toString('utf8');
    } catch {
      return '';
    }
    const lines = said.split('\n').filter((line) => line.trim() !== '');
    const complaints = lines.flatMap(complaintOf);
    const plain = lines.filter((line) => !line.startsWith('{'));
    // An error that nobody caught, as Node prints it: its first line says what, the rest where.
    const thrown = plain.findLast((line) => /^\w*(Error|Problem)\b.*: /.test(line));
    return complaints.at(-1) ?? thrown ?? plain.slice(-4).join('\n');
  }
}

/** pino's numbers: 50 is error, 60 fatal. */
const ERROR = 50;

function complaintOf(line: string): string[] {
  if (!line.startsWith('{')) return [];
  let entry: unknown;
  try {
    entry = JSON.parse(line);
  } catch {
    return [];
  }
  if (typeof entry !== 'object' || entry === null) return [];
  if (!('level' in entry) || typeof entry.level !== 'number' || entry.level < ERROR) return [];
  const said = 'msg' in entry && typeof entry.msg === 'string' ? entry.msg : '';
  const cause =
    'err' in entry && typeof entry.err === 'object' && entry.err !== null && 'message' in entry.err
      ? String(entry.err.message)
      : '';
  return [said.includes(cause) ? said : [said, cause].filter((part) => part !== '').join(': ')];
}
