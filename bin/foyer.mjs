#!/usr/bin/env node
// The command `foyer`: sees to a recent Node, reads .env, brings dist/ up to date in a checkout, and hands over.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { relaunchOnRecentNode } from '../scripts/lib/node.mjs';

const root = path.resolve(path.dirname(fs.realpathSync(fileURLToPath(import.meta.url))), '..');

/** In an installation without sources dist/ is what it is; in a checkout it follows the sources. */
async function build(start) {
  if (
    !fs.existsSync(path.join(root, 'apps/cli/src/main.ts')) ||
    !fs.existsSync(path.join(root, 'node_modules/@swc/core'))
  )
    return;
  const { buildServer } = await import('../scripts/lib/server-build.mjs');
  const first = !fs.existsSync(path.join(root, 'dist/.build.json'));
  if (first) console.error('Building Foyer (only now and after changes) …');
  await buildServer();
  if (!start) return;
  await (await import('../scripts/lib/server-bundle.mjs')).bundleServer();
  await (await import('../scripts/lib/web-build.mjs')).buildWeb();
}

if (!relaunchOnRecentNode()) {
  const settings = path.join(root, '.env');
  if (fs.existsSync(settings)) process.loadEnvFile(settings);
  try {
    await build(process.argv[2] === 'start');
    await import('../dist/apps/cli/src/main.js');
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
