import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { CommandProblem } from '../failure.js';
import { entryOf } from './entries.js';
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

interface PreparationOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly log: LogFile;
  /** The database is not the embedded one. */
  readonly ownServer: boolean;
  readonly development: boolean;
}

/** Runs prepare.ts. */
export function prepareDatabase(options: PreparationOptions): Promise<Preparation> {
  const { env, log, ownServer, development } = options;
  const descriptor = log.open();
  const entry = entryOf('prepare', development);
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
