import fs from 'node:fs';
import { fileURLToPath } from 'node:url';

const plain = {
  api: '../../../api/src/main.js',
  worker: '../../../worker/src/main.js',
  prepare: './prepare.js',
};

/**
 * The file that a process runs. In development it is the compiled source; else its bundle, which starts in half the
 * time, where the build has made one.
 */
export function entryOf(name: keyof typeof plain, development: boolean): string {
  const at = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
  const bundle = at(`../../../../server/${name}.js`);
  return !development && fs.existsSync(bundle) ? bundle : at(plain[name]);
}
