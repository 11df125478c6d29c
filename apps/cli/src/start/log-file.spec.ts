import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { LogFile } from './log-file.js';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-log-'));
});
afterEach(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

function logOf(...lines: string[]): LogFile {
  const log = new LogFile(folder, 'api');
  const descriptor = log.open();
  fs.writeSync(descriptor, lines.join('\n'));
  fs.closeSync(descriptor);
  return log;
}

it('finds the last error among the lines', () => {
  const log = logOf(
    '{"level":50,"msg":"first"}',
    '{"level":60,"msg":"cannot go on","err":{"message":"no room"}}',
    '{"level":30,"msg":"goodbye"}',
  );
  expect(log.lastComplaint()).toBe('cannot go on: no room');
});

it('finds the error that nobody caught', () => {
  const log = logOf(
    'file:///dist/env.js:38',
    '    throw new Error(…)',
    'Error: The configuration is not valid. LOG_LEVEL: must be one of info, debug.',
    '    at loadEnv (env.ts:38:11)',
    'Node.js v24',
  );
  expect(log.lastComplaint()).toBe(
    'Error: The configuration is not valid. LOG_LEVEL: must be one of info, debug.',
  );
});

it('heeds the newest process alone', () => {
  logOf('{"level":60,"msg":"yesterday"}', '');
  expect(logOf('{"level":30,"msg":"today"}').lastComplaint()).toBe('');
});

it('keeps a long log within two files while its writer goes on', () => {
  const log = new LogFile(folder, 'api');
  const descriptor = log.open();
  fs.writeSync(descriptor, Buffer.alloc(21 * 1024 * 1024, 'x'));
  log.trim();
  fs.writeSync(descriptor, 'after');
  fs.closeSync(descriptor);
  expect(fs.readFileSync(log.file, 'utf8')).toBe('after');
  expect(fs.statSync(`${log.file}.1`).size).toBe(21 * 1024 * 1024);
});
