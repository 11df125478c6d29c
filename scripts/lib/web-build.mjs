// Builds the web app with Vite into dist/web, unless what it is made from has not changed since the last build.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { dist, listFiles, root } from './server-build.mjs';

const stampFile = path.join(dist, 'web', '.stamp');
const sources = ['apps/web', 'libs/contracts', 'libs/locales', 'libs/client'];

function stamp() {
  const hash = createHash('sha256').update(process.env.NODE_ENV ?? '');
  for (const [file, [mtime, size]] of listFiles(sources, /(\.spec\.tsx?|\.md|~|\.swp)$/))
    hash.update(`${file} ${mtime} ${size}\n`);
  for (const file of ['package-lock.json', 'tsconfig.json'])
    hash.update(fs.readFileSync(path.join(root, file)));
  return hash.digest('hex');
}

function readStamp() {
  try {
    return fs.readFileSync(stampFile, 'utf8');
  } catch {
    return '';
  }
}

/** @returns {Promise<'built' | 'fresh' | 'absent'>} Rejects with Vite's own words when the build fails. */
export async function buildWeb() {
  const config = path.join(root, 'apps/web/vite.config.ts');
  if (!fs.existsSync(config)) return 'absent';
  const wanted = stamp();
  if (readStamp() === wanted) return 'fresh';
  await new Promise((resolve, reject) => {
    const vite = path.join(root, 'node_modules/vite/bin/vite.js');
    const args = [
      vite,
      'build',
      '--config',
      config,
      '--outDir',
      path.join(dist, 'web'),
      '--emptyOutDir',
      '--logLevel',
      'warn',
    ];
    const child = spawn(process.execPath, args, {
      cwd: path.join(root, 'apps/web'),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stdout.on('data', (chunk) => (said += chunk));
    child.stderr.on('data', (chunk) => (said += chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(undefined);
      else reject(new Error(`The web app does not build:\n\n${said.trim()}`));
    });
  });
  fs.writeFileSync(stampFile, wanted);
  return 'built';
}
