// Tests run from source, where Node finds neither `./search.js` nor `@foyer/solver`: here a thread learns to.
import fs from 'node:fs';
import module from 'node:module';
import { fileURLToPath } from 'node:url';

const libs = new URL('../../../', import.meta.url);
module.registerHooks({
  resolve(specifier, context, next) {
    const room = /^@foyer\/([a-z]+)$/.exec(specifier)?.[1];
    if (room) return { url: new URL(`${room}/src/index.ts`, libs).href, shortCircuit: true };
    if (context.parentURL?.endsWith('.ts') && /^\.{1,2}\//.test(specifier))
      return { url: new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL).href, shortCircuit: true };
    return next(specifier, context);
  },
  load(url, context, next) {
    if (!url.endsWith('.ts')) return next(url, context);
    const source = module.stripTypeScriptTypes(fs.readFileSync(fileURLToPath(url), 'utf8'), {
      mode: 'transform',
    });
    return { format: 'module', source, shortCircuit: true };
  },
});
