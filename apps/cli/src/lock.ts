import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { errorCode, explainError, isAlive, startOf } from '@foyer/platform/embedded';

/** A process, named for ever: an id alone is given out again. */
export interface ProcessName {
  readonly pid: number;
  readonly start?: string | undefined;
}

/** Who uses the data folder. */
export interface Holder extends ProcessName {
  readonly purpose: 'start' | 'command';
  readonly url?: string | undefined;
  readonly children?: readonly ProcessName[];
  /** It has been told to stop, and is at it. */
  readonly stopping?: boolean;
  /** The npm that runs it: when that is gone, it stops. */
  readonly parent?: ProcessName | undefined;
}

export interface Lock {
  /** The holder before us that was killed without tidying up, if there was one. */
  readonly leftBy: Holder | undefined;
  /** Writes down more about us, for whoever finds the folder locked (or us killed). */
  note(more: Partial<Pick<Holder, 'url' | 'children' | 'stopping' | 'parent'>>): void;
  release(): void;
}

export function nameProcess(pid: number): ProcessName {
  return { pid, start: startOf(pid) };
}

export function stillRuns(name: ProcessName): boolean {
  return isAlive(name.pid) && (name.start === undefined || startOf(name.pid) === name.start);
}

function fileOf(folder: string): string {
  return path.join(folder, 'foyer.lock');
}

/** Who holds the folder now; undefined when nobody does (or its holder has been killed). */
export function readHolder(folder: string): Holder | undefined {
  const holder = parse(fileOf(folder));
  return holder && stillRuns(holder) ? holder : undefined;
}

function parse(file: string): Holder | undefined {
  let value: unknown;
  try {
    value = JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('pid' in value) || typeof value.pid !== 'number')
    return undefined;
  return {
    pid: value.pid,
    start: 'start' in value && typeof value.start === 'string' ? value.start : undefined,
    purpose: 'purpose' in value && value.purpose === 'command' ? 'command' : 'start',
    url: 'url' in value && typeof value.url === 'string' ? value.url : undefined,
    stopping: 'stopping' in value && value.stopping === true,
    parent: 'parent' in value ? parseName(value.parent)[0] : undefined,
    children: 'children' in value && Array.isArray(value.children) ? value.children.flatMap(parseName) : [],
  };
}

function parseName(value: unknown): ProcessName[] {
  if (typeof value !== 'object' || value === null || !('pid' in value) || typeof value.pid !== 'number')
    return [];
  return [
    { pid: value.pid, start: 'start' in value && typeof value.start === 'string' ? value.start : undefined },
  ];
}

/**
 * Takes the data folder for this process.
 * @returns the lock, or the holder that has it. A lock left by a killed process is taken over.
 */
export async function takeLock(folder: string, purpose: Holder['purpose']): Promise<Lock | Holder> {
  const file = fileOf(folder);
  const me: Holder = { ...nameProcess(process.pid), purpose };
  let leftBy: Holder | undefined;
  for (let attempt = 0; ; attempt++) {
    try {
      fs.writeFileSync(file, JSON.stringify(me), { mode: 0o600, flag: 'wx' });
      return lockOf(file, me, leftBy);
    } catch (error) {
      if (errorCode(error) !== 'EEXIST' || attempt > 100) throw explainError(error, folder);
    }
    const holder = parse(file);
    if (holder && stillRuns(holder)) return holder;
    if (!holder && attempt < 10) {
      // Being written at this very moment, or emptied by a full disk: look again, then take it for dead.
      await pause(20);
      continue;
    }
    leftBy = holder ?? leftBy;
    setAside(file, holder);
  }
}

/** Moving is atomic: of two that judged the same lock dead one moves it, and neither removes a fresh one. */
function setAside(file: string, judged: Holder | undefined): void {
  const aside = `${file}.${process.pid}`;
  try {
    fs.renameSync(file, aside);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return;
    throw error;
  }
  const moved = parse(aside);
  if (moved && moved.pid !== judged?.pid && stillRuns(moved)) fs.renameSync(aside, file);
  else fs.rmSync(aside, { force: true });
}

function lockOf(file: string, me: Holder, leftBy: Holder | undefined): Lock {
  let mine = me;
  return {
    leftBy,
    note(more) {
      mine = { ...mine, ...more };
      const draft = `${file}.${process.pid}`;
      fs.writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 });
      fs.renameSync(draft, file);
    },
    release() {
      if (parse(file)?.pid === process.pid) fs.rmSync(file, { force: true });
    },
  };
}

export function isLock(taken: Lock | Holder): taken is Lock {
  return 'release' in taken;
}
