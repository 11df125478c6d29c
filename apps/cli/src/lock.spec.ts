import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { isLock, nameProcess, readHolder, takeLock, type Lock } from './lock.js';

let folder: string;
const lockFile = () => path.join(folder, 'foyer.lock');

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-lock-'));
});
afterEach(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

async function take(): Promise<Lock> {
  const taken = await takeLock(folder, 'start');
  if (!isLock(taken)) throw new Error(`held by ${taken.pid}`);
  return taken;
}

it('is held by one, who can say more of itself, until it is let go', async () => {
  const lock = await take();
  lock.note({ url: 'http://localhost:3000', children: [{ pid: 1, start: '5' }] });
  const second = await takeLock(folder, 'command');
  expect(second).toMatchObject({ pid: process.pid, purpose: 'start', url: 'http://localhost:3000' });
  expect(readHolder(folder)?.children).toEqual([{ pid: 1, start: '5' }]);
  lock.release();
  expect(readHolder(folder)).toBeUndefined();
  (await take()).release();
});

it('passes on from a process that was killed, and says who it was', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'], { stdio: 'ignore' });
  const holder = { ...nameProcess(child.pid ?? 0), purpose: 'start', children: [{ pid: 7 }] };
  fs.writeFileSync(lockFile(), JSON.stringify(holder));
  expect(await takeLock(folder, 'start')).toMatchObject({ pid: child.pid });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
  const lock = await take();
  expect(lock.leftBy).toMatchObject({ pid: child.pid, children: [{ pid: 7 }] });
  lock.release();
});

it('is not fooled by a process that was given the id of the dead one', async () => {
  const impostor = { ...nameProcess(process.pid), start: '1', purpose: 'start' };
  fs.writeFileSync(lockFile(), JSON.stringify(impostor));
  expect(readHolder(folder)).toBeUndefined();
  (await take()).release();
});

it('takes over what a full disk left empty', async () => {
  fs.writeFileSync(lockFile(), '');
  (await take()).release();
});

it('goes to one of many that want it at once', async () => {
  fs.writeFileSync(lockFile(), JSON.stringify({ pid: 2 ** 30, purpose: 'start' }));
  const taken = await Promise.all(Array.from({ length: 20 }, () => takeLock(folder, 'start')));
  expect(taken.filter(isLock)).toHaveLength(1);
});
