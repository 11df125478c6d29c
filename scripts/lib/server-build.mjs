// Compiles the server side (apps/{api,worker,cli}, libs, test/kit) from TypeScript into dist/ with SWC, file by
// file. The manifest dist/.build.json remembers what every output was made from, so a build with nothing changed
// only looks at the files (no compiler is loaded) and a save during development compiles one file.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

export const root = path.resolve(
  import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname),
  '../..',
);
export const dist = path.join(root, 'dist');

/** Folders whose files become the server. The web app has its own build. */
export const serverFolders = ['apps/api', 'apps/worker', 'apps/cli', 'libs', 'test/kit'];

const manifestFile = path.join(dist, '.build.json');
const compiled = /\.tsx?$/;
const skipped = /(\.spec\.tsx?|\.d\.ts|\.md|~|\.swp)$/;

/** Every file below the given folders: path relative to the root → [mtime in ms, size in bytes]. */
export function listFiles(folders, skip = skipped) {
  const files = new Map();
  const walk = (folder) => {
    let entries;
    try {
      entries = fs.readdirSync(path.join(root, folder), { withFileTypes: true });
    } catch (error) {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return;
      throw error;
    }
    for (const entry of entries) {
      const name = `${folder}/${entry.name}`;
      if (entry.name === 'node_modules' || entry.name.startsWith('.')) continue;
      if (entry.isDirectory()) walk(name);
      else if (!skip.test(entry.name)) {
        const stat = fs.statSync(path.join(root, name), { throwIfNoEntry: false });
        if (stat) files.set(name, [Math.round(stat.mtimeMs), stat.size]);
      }
    }
  };
  for (const folder of folders) walk(folder);
  return files;
}

/** What, besides the sources, decides the output: the compiler's version and settings and this very file. */
function settingsKey() {
  const require = createRequire(import.meta.url);
  const hash = createHash('sha256').update(fs.readFileSync(path.join(root, '.swcrc')));
  hash.update(fs.readFileSync(new URL(import.meta.url)));
  hash.update(fs.readFileSync(require.resolve('@swc/core/package.json')));
  return hash.digest('hex');
}

function readManifest() {
  try {
    return JSON.parse(fs.readFileSync(manifestFile, 'utf8'));
  } catch {
    return { key: '', files: {} };
  }
}

/** Settings of one compiled file: those of .swcrc, with absolute paths and JSX only where the name says so. */
export function swcOptions(file) {
  const settings = JSON.parse(fs.readFileSync(path.join(root, '.swcrc'), 'utf8'));
  settings.jsc.baseUrl = root;
  settings.jsc.parser.tsx = file.endsWith('.tsx');
  return { ...settings, swcrc: false, configFile: false, sourceMaps: true };
}

const outputOf = (file) => path.join(dist, file.replace(compiled, '.js'));

/** A reader (another build, a starting server) sees the old file or the new one, never half of it. */
export function writeWhole(target, content) {
  const draft = `${target}.${process.pid}.tmp`;
  fs.writeFileSync(draft, content);
  fs.renameSync(draft, target);
}

async function compile(swc, file) {
  const target = outputOf(file);
  fs.mkdirSync(path.dirname(target), { recursive: true });
  if (!compiled.test(file)) {
    writeWhole(target, fs.readFileSync(path.join(root, file)));
    return;
  }
  const { code, map } = await swc.transformFile(path.join(root, file), swcOptions(file));
  writeWhole(`${target}.map`, map);
  writeWhole(target, `${code}\n//# sourceMappingURL=${path.basename(target)}.map\n`);
}

function removeOutput(file) {
  const target = outputOf(file);
  fs.rmSync(target, { force: true });
  fs.rmSync(`${target}.map`, { force: true });
}

/**
 * Brings dist/ up to date with the server's sources.
 * @returns {Promise<{compiled: string[], removed: string[], ms: number}>} Rejects with every compile error at once.
 */
export async function buildServer() {
  const began = performance.now();
  const key = settingsKey();
  const known = readManifest();
  const fresh = known.key === key ? known.files : {};
  const files = listFiles(serverFolders);
  const stale = [...files].filter(([file, [mtime, size]]) => {
    const made = fresh[file];
    return !made || made[0] !== mtime || made[1] !== size;
  });
  const removed = Object.keys(known.files).filter((file) => !files.has(file));
  if (stale.length > 0 || removed.length > 0) {
    for (const file of removed) removeOutput(file);
    const swc = await import('@swc/core');
    const outcomes = await Promise.allSettled(stale.map(([file]) => compile(swc, file)));
    const made = Object.fromEntries(files);
    const failures = [];
    outcomes.forEach((outcome, index) => {
      if (outcome.status === 'fulfilled') return;
      delete made[stale[index][0]];
      // The compiler adds its own stack, which says nothing about the source.
      const [said] = String(outcome.reason?.message ?? outcome.reason).split(/\n+Caused by:/);
      failures.push(`${stale[index][0]}\n${said}`);
    });
    fs.mkdirSync(dist, { recursive: true });
    writeWhole(manifestFile, JSON.stringify({ key, files: made }));
    if (failures.length > 0) throw new Error(`The server does not compile:\n\n${failures.join('\n\n')}`);
  }
  return { compiled: stale.map(([file]) => file), removed, ms: Math.round(performance.now() - began) };
}
