// Builds the web app with Vite into dist/web, unless what it is made from has not changed since the last build.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { dist, listFiles, root } from './server-build.mjs';

const [brotli, gzip] = [promisify(zlib.brotliCompress), promisify(zlib.gzip)];
const stampFile = path.join(dist, 'web', '.stamp');
const sources = ['apps/web', 'libs/contracts', 'libs/locales', 'libs/client'];

function stamp() {
  const hash = createHash('sha256').update(process.env.NODE_ENV ?? '');
  for (const [file, [mtime, size]] of listFiles(sources, /(\.spec\.tsx?|\.md|~|\.swp)$/))
    hash.update(`${file} ${mtime} ${size}\n`);
  for (const file of ['package-lock.json', 'tsconfig.json', 'scripts/lib/web-build.mjs'])
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
  await packFiles();
  fs.writeFileSync(stampFile, wanted);
  return 'built';
}

/** Packed once here, served packed to every browser: a quarter of the bytes over a hall's wireless network. */
async function packFiles() {
  const folder = path.join(dist, 'web');
  const worthPacking = 1_000;
  const files = fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(js|css|svg|json|webmanifest)$/.test(name))
    .map((name) => path.join(folder, name));
  await Promise.all(
    files.map(async (file) => {
      const bytes = fs.readFileSync(file);
      if (bytes.length < worthPacking) return;
      // Level 11 would take ten times as long for a twentieth less.
      const params = { [zlib.constants.BROTLI_PARAM_QUALITY]: 9 };
      fs.writeFileSync(`${file}.br`, await brotli(bytes, { params }));
      fs.writeFileSync(`${file}.gz`, await gzip(bytes, { level: 9 }));
    }),
  );
}
