// Puts each process of `npm start` into a few files below dist/server, made from dist/ and node_modules: to find, read
// and link some four thousand small files is most of what a start takes. See docs/decisions/0056-started-from-bundles.md.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { dist, root, writeWhole } from './server-build.mjs';

const target = path.join(dist, 'server');
const stampFile = path.join(target, '.stamp');
const entries = {
  api: 'dist/apps/api/src/main.js',
  worker: 'dist/apps/worker/src/main.js',
  prepare: 'dist/apps/cli/src/start/prepare.js',
};

/** Read from node_modules as ever: they are, or look for, files of their own, or are big and not needed at the start. */
const external = [/^(sharp|satori|msgpackr|pdfkit|react|react-dom|react-email)(\/|$)/];
const looksBesideIt = /import\.meta\.(dir|file)name|__(dir|file)name/;
/** They name their folder where Foyer never comes: threads of theirs, a browser's script, processors in files. */
const harmless =
  /node_modules\/(pino\/lib\/transport|thread-stream\/index|socket\.io\/dist\/index|ioredis\/built\/Command|bullmq\/dist\/cjs\/(classes\/worker|postgres\/sql-scripts))\.js$/;

/**
 * A module goes on believing that it lies where it was: it finds files beside it, and packages above it. Traces name our
 * sources; of packages they name the bundle, for a map of everything takes long to read.
 */
const inPlace = {
  name: 'in-place',
  load: {
    filter: { id: /\.[cm]?js$/ },
    handler(id) {
      const code = fs.readFileSync(id, 'utf8');
      const place = path.relative(target, id).split(path.sep).join('/');
      if (looksBesideIt.test(code) && !harmless.test(place))
        this.error(`${place} looks for files beside it: see scripts/lib/server-bundle.mjs`);
      const url = `new URL(${JSON.stringify(place)}, import.meta.url).href`;
      const own = !place.includes('node_modules/') && fs.existsSync(`${id}.map`);
      return {
        code: code.replaceAll('import.meta.url', url),
        map: own ? fs.readFileSync(`${id}.map`, 'utf8') : { mappings: '' },
      };
    },
  },
};

function stampOf() {
  const hash = createHash('sha256');
  for (const file of ['dist/.build.json', 'package-lock.json'])
    hash.update(fs.readFileSync(path.join(root, file)));
  return hash.update(fs.readFileSync(new URL(import.meta.url))).digest('hex');
}

function readStamp() {
  try {
    return JSON.parse(fs.readFileSync(stampFile, 'utf8'));
  } catch {
    return { key: '', files: [] };
  }
}

/**
 * Brings dist/server up to date with dist/.
 * @returns {Promise<boolean>} whether there was anything to do
 */
export async function bundleServer() {
  const key = stampOf();
  const last = readStamp();
  if (last.key === key && last.files.every((file) => fs.existsSync(path.join(target, file)))) return false;
  const { rolldown } = await import('rolldown');
  const bundle = await rolldown({
    cwd: root,
    input: entries,
    platform: 'node',
    external,
    plugins: [inPlace],
    // What is not installed is optional, and asked for as such, by packages alone.
    onLog: (level, log, handle) => {
      const ofPackage = (log.id ?? log.loc?.file ?? '').includes('node_modules');
      if (log.code !== 'UNRESOLVED_IMPORT') handle(level, log);
      else if (!ofPackage) handle('error', log);
    },
  });
  const { output } = await bundle.generate({
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
    keepNames: true,
    sourcemap: true,
    sourcemapExcludeSources: true,
  });
  await bundle.close();
  fs.mkdirSync(target, { recursive: true });
  // The entries last: who starts meanwhile finds all of the old or all of the new.
  const isEntry = (file) => file.type === 'chunk' && file.isEntry;
  for (const file of output.toSorted((a, b) => Number(isEntry(a)) - Number(isEntry(b))))
    writeWhole(path.join(target, file.fileName), file.code ?? file.source);
  const files = output.map((file) => file.fileName);
  writeWhole(stampFile, JSON.stringify({ key, files }));
  // Servers that run still load parts of the bundle before.
  const kept = new Set([...files, ...last.files]);
  for (const name of fs.readdirSync(target)) {
    if (/\.(js|map)$/.test(name) && !kept.has(name)) fs.rmSync(path.join(target, name), { force: true });
  }
  return true;
}
