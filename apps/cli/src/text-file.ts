import fs from 'node:fs/promises';
import { errorCode } from '@foyer/platform/embedded';
import { CommandProblem } from './failure.js';

/** Reads a text that somebody named on the command line. @throws CommandProblem that says what is wrong with it */
export async function readTextFile(file: string): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = await fs.readFile(file);
  } catch (error) {
    throw new CommandProblem(`${file} cannot be read: ${reasons[errorCode(error) ?? ''] ?? String(error)}.`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new CommandProblem(`${file} is not UTF-8 text: save it as UTF-8 and try again.`);
  }
}

const reasons: Record<string, string> = {
  ENOENT: 'there is no such file',
  EACCES: 'this user may not read it',
  EISDIR: 'it is a folder',
};
