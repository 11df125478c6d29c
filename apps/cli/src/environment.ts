import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { errorCode, explainError } from '@foyer/platform/embedded';

/** The data folder, absolute; made when missing. */
export function openDataFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const folder = path.resolve(environment.FOYER_DATA || '.foyer');
  try {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    fs.accessSync(folder, fs.constants.W_OK | fs.constants.X_OK);
  } catch (error) {
    throw explainError(error, folder);
  }
  return folder;
}

/** The secret that peppers codes and tokens: the configured one, else one made once and kept beside the data. */
export function openSecret(folder: string, environment: NodeJS.ProcessEnv = process.env): string {
  if (environment.FOYER_SECRET) return environment.FOYER_SECRET;
  const file = path.join(folder, 'secret');
  try {
    fs.writeFileSync(file, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw explainError(error, folder);
  }
  return fs.readFileSync(file, 'utf8').trim();
}
