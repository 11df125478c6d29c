// npm run faults [-- --full]: breaks what Foyer stands on, row by row of test/faults/rows.json, and prints for each row
// its tests, the load that went on, what was acknowledged, and what of it was lost or doubled. With --full as many
// rounds and people as the targets name.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { relaunchOnRecentNode } from './lib/node.mjs';
import { root } from './lib/server-build.mjs';

if (!relaunchOnRecentNode()) {
  const rows = JSON.parse(fs.readFileSync(path.join(root, 'test/faults/rows.json'), 'utf8'));
  const specs = [...new Set(Object.values(rows).flatMap(({ tests }) => Object.keys(tests)))];
  const full = process.argv.includes('--full');
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-faults-'));
  const reporter = path.join(root, 'scripts/lib/faults-reporter.mjs');
  const args = ['--no-web', '--runTestsByPath', ...specs, '--reporters', 'default', '--reporters', reporter];
  const run = spawn(process.execPath, [path.join(root, 'scripts/test.mjs'), ...args], {
    cwd: root,
    env: {
      ...process.env,
      FAULTS_TALLY: path.join(folder, 'tally'),
      FAULTS_FULL: full ? '1' : '',
      ...(full ? { TEST_FAULT_ROUNDS: '200', CROWD: '2000' } : {}),
    },
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => run.kill(signal));
  run.once('close', (code) => {
    fs.rmSync(folder, { recursive: true });
    process.exitCode = code ?? 1;
  });
}
