import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { root } from './server-build.mjs';

/** The commit that is measured, for results that are kept. */
export function commit() {
  const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
  try {
    const changed = git('status', '--porcelain', '--', 'apps', 'libs', 'package-lock.json') !== '';
    return `${git('rev-parse', '--short', 'HEAD')}${changed ? ' with changes' : ''}`;
  } catch {
    return 'a copy without history';
  }
}

/** Writes results as the house writes its documents. */
export async function writeResults(file, text) {
  fs.writeFileSync(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
}
