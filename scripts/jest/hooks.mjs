// Lets plain Node read the project's TypeScript, in jest's processes: `node --import ./scripts/jest/hooks.mjs …`.
// What was compiled is kept in dist/.jest under the hash of its source, with its source map.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.resolve(import.meta.dirname, '../..');
const cache = path.join(root, 'dist/.jest');
fs.mkdirSync(cache, { recursive: true });

const { jsc: settings } = JSON.parse(fs.readFileSync(path.join(root, '.swcrc'), 'utf8'));
const { paths, baseUrl: _, ...jsc } = settings;
const aliases = new Map(
  Object.entries(paths).map(([name, [file]]) => [name, pathToFileURL(path.join(root, file)).href]),
);
const require = createRequire(import.meta.url);
const compiler = JSON.stringify([jsc, require('@swc/core/package.json').version]);
let swc;

/** Where jest finds the source map of what an error's stack names: by its URL, as Node puts it there. */
const sourceMaps = new Map();
globalThis[Symbol.for('foyer.sourceMaps')] = sourceMaps;

function compiled(url) {
  const file = fileURLToPath(url);
  const source = fs.readFileSync(file, 'utf8');
  const key = createHash('sha256').update(compiler).update(file).update(source).digest('hex').slice(0, 32);
  const kept = path.join(cache, `${key}.js`);
  sourceMaps.set(url, `${kept}.map`);
  try {
    return fs.readFileSync(kept, 'utf8');
  } catch {
    swc ??= require('@swc/core');
    // JSX only where the file's name says so: elsewhere `<T>(x: T) => x` is a generic function.
    const parser = { ...jsc.parser, tsx: file.endsWith('.tsx') };
    const { code, map } = swc.transformSync(source, {
      filename: file,
      swcrc: false,
      configFile: false,
      jsc: { ...jsc, parser },
      module: { type: 'es6' },
      sourceMaps: true,
    });
    fs.writeFileSync(`${kept}.map`, map);
    // Two workers may compile one file at once: whoever reads it reads a whole one.
    fs.writeFileSync(`${kept}.${process.pid}`, code);
    fs.renameSync(`${kept}.${process.pid}`, kept);
    return code;
  }
}

registerHooks({
  resolve(specifier, context, next) {
    const { parentURL } = context;
    if (specifier === '@jest/globals') {
      const run = parentURL?.match(/\?run=\d+$/)?.[0] ?? '';
      return { url: new URL(`globals.mjs${run}`, import.meta.url).href, shortCircuit: true };
    }
    const alias = aliases.get(specifier);
    if (alias) return { url: alias, shortCircuit: true };
    if (/^\.{1,2}\/.*\.js$/.test(specifier) && parentURL && !parentURL.includes('/node_modules/')) {
      const bare = new URL(specifier.slice(0, -3), parentURL).href;
      const written = ['.ts', '.tsx'].find((ending) => fs.existsSync(fileURLToPath(bare + ending)));
      if (written) return { url: bare + written, shortCircuit: true };
    }
    return next(specifier, context);
  },
  load(url, context, next) {
    if (!/\.tsx?(\?|$)/.test(url) || url.includes('/node_modules/')) return next(url, context);
    return { format: 'module', source: compiled(url), shortCircuit: true };
  },
});
