// Foyer needs Node >= 22.17; npm installs Node 24 with it, for machines whose own Node is older.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

export function isRecent(version = process.version) {
  const [major = 0, minor = 0] = version.slice(1).split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 17);
}

/** The path of a Node that is recent enough, or undefined. */
export function findNode() {
  if (isRecent()) return process.execPath;
  const platform = {
    linux: 'linux',
    darwin: process.arch === 'arm64' ? 'bin-darwin' : 'darwin',
    win32: 'win',
  }[process.platform];
  const candidates = [
    'node_modules/.bin/node',
    `node_modules/node-${platform}-${process.arch}/bin/node${process.platform === 'win32' ? '.exe' : ''}`,
  ];
  return candidates.map((file) => path.join(root, file)).find((file) => fs.existsSync(file));
}

/**
 * Runs the present script again on a recent Node when this one is old. Returns true when it did (the caller then does
 * nothing more: this process only waits, hands signals on and takes over the exit code).
 */
export function relaunchOnRecentNode() {
  if (isRecent()) return false;
  const node = findNode();
  if (!node) {
    console.error(
      `Foyer needs Node.js 22.17 or newer, this is ${process.version}, and the one that npm installs with it is missing: ` +
        'run "npm ci" without --omit=optional, or install a newer Node.js.',
    );
    process.exitCode = 1;
    return true;
  }
  // The channel tells the child when this process is killed outright.
  const child = spawn(node, process.argv.slice(1), { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.once('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
  return true;
}
