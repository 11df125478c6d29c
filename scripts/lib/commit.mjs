import { execFileSync } from 'node:child_process';
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
