import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CommandProblem } from '../failure.js';
import type { LogFile } from './log-file.js';

/** What prepare.ts has done. */
export interface Preparation {
  /** How many migrations it applied. */
  readonly applied: number;
  readonly demo: 'none' | 'made' | 'moved' | 'kept';
}

const demoOutcomes = ['none', 'made', 'moved', 'kept'] as const;

function readAnswer(answer: unknown): Preparation | undefined {
  if (typeof answer !== 'object' || answer === null || !('applied' in answer) || !('demo' in answer))
    return undefined;
  const demo = demoOutcomes.find((outcome) => outcome === answer.demo);
  return demo && { applied: Number(answer.applied), demo };
}

/** Runs prepare.ts. `ownServer`: the database is not the embedded one. */
export function prepareDatabase(
  env: NodeJS.ProcessEnv,
  log: LogFile,
  ownServer: boolean,
): Promise<Preparation> {
  const descriptor = log.open();
  const entry = fileURLToPath(new URL('./prepare.js', import.meta.url));
  const child = spawn(process.execPath, ['--enable-source-maps', entry], {
    env,
    stdio: ['ignore', descriptor, descriptor, 'ipc'],
    detached: true,
  });
  fs.closeSync(descriptor);
  return new Promise((resolve, reject) => {
    let done: Preparation | undefined;
    child.on('message', (answer) => {
      done = readAnswer(answer) ?? done;
    });
    child.once('error', reject);
    child.once('exit', () => {
      if (done) return resolve(done);
      const why = log.lastComplaint().replace(/^\w*Error: /, '');
      const hint = ownServer ? ' Does the server in DATABASE_URL run, and let this account in?' : '';
      reject(new CommandProblem(`The database could not be prepared: ${why}.${hint}\nMore in ${log.file}.`));
    });
  });
}
