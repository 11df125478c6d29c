import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CommandProblem } from '../failure.js';
import type { LogFile } from './log-file.js';

/** Runs prepare.ts and returns how many migrations it applied. `ownServer`: the database is not the embedded one. */
export function prepareDatabase(env: NodeJS.ProcessEnv, log: LogFile, ownServer: boolean): Promise<number> {
  const descriptor = log.open();
  const entry = fileURLToPath(new URL('./prepare.js', import.meta.url));
  const child = spawn(process.execPath, ['--enable-source-maps', entry], {
    env,
    stdio: ['ignore', descriptor, descriptor, 'ipc'],
    detached: true,
  });
  fs.closeSync(descriptor);
  return new Promise((resolve, reject) => {
    let applied: number | undefined;
    child.on('message', (answer) => {
      if (typeof answer === 'object' && answer !== null && 'applied' in answer)
        applied = Number(answer.applied);
    });
    child.once('error', reject);
    child.once('exit', () => {
      if (applied !== undefined) return resolve(applied);
      const why = log.lastComplaint().replace(/^\w*Error: /, '');
      const hint = ownServer ? ' Does the server in DATABASE_URL run, and let this account in?' : '';
      reject(new CommandProblem(`The database could not be prepared: ${why}.${hint}\nMore in ${log.file}.`));
    });
  });
}
