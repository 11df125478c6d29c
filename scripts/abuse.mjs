// npm run abuse [-- --full]: what somebody who means ill tries, row by row of test/abuse/rows.json, and whether it was
// refused. With --full the random inputs are thirty times as many.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { relaunchOnRecentNode } from './lib/node.mjs';
import { root } from './lib/server-build.mjs';

if (!relaunchOnRecentNode()) {
  const rows = JSON.parse(fs.readFileSync(path.join(root, 'test/abuse/rows.json'), 'utf8'));
  const specs = [...new Set(Object.values(rows).flatMap(({ tests }) => Object.keys(tests)))];
  const full = process.argv.includes('--full');
  const reporter = path.join(root, 'scripts/lib/abuse-reporter.mjs');
  const args = ['--no-web', '--runTestsByPath', ...specs, '--reporters', 'default', '--reporters', reporter];
  const run = spawn(process.execPath, [path.join(root, 'scripts/test.mjs'), ...args], {
    cwd: root,
    env: { ...process.env, ...(full ? { FUZZ: process.env.FUZZ ?? '30' } : {}) },
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => run.kill(signal));
  run.once('close', (code) => (process.exitCode = code ?? 1));
}
