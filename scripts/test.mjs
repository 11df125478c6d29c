// npm test [-- jest arguments]: builds, starts throwaway services, runs the suite, stops everything and ends with one
// plain line. --no-web leaves the web app unbuilt (npm run jest -- path: the quick loop).
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { relaunchOnRecentNode } from './lib/node.mjs';
import { buildServer, root } from './lib/server-build.mjs';
import { bundleServer } from './lib/server-bundle.mjs';
import { startTestServices } from './lib/test-services.mjs';
import { buildWeb } from './lib/web-build.mjs';

/** The suite decides these itself; what the developer's shell has set must not leak into it. */
const OURS =
  /^(DATABASE_URL|REDIS_URL|SMTP_URL|MAIL_FROM|MAILBOX_PORT|PORT|HOST|PUBLIC_URL|LOG_LEVEL|TRUSTED_PROXIES|FOYER_.*)$/;

let jest;
let interrupted;

function runJest(args, env) {
  const clean = Object.fromEntries(Object.entries(process.env).filter(([key]) => !OURS.test(key)));
  const flags = [
    '--import',
    new URL('jest/hooks.mjs', import.meta.url).href,
    '--no-warnings',
    path.join(root, 'node_modules/jest/bin/jest.js'),
  ];
  return new Promise((resolve, reject) => {
    jest = spawn(process.execPath, [...flags, ...args], {
      cwd: root,
      env: { ...clean, ...env },
      stdio: 'inherit',
    });
    jest.once('error', reject);
    jest.once('close', (code) => resolve(code ?? 1));
  });
}

/** Counts from jest's own result; a suite that could not even be loaded counts as one failure. */
function readCounts(file) {
  if (!fs.existsSync(file)) return { passed: 0, failed: 0, skipped: 0 };
  const result = JSON.parse(fs.readFileSync(file, 'utf8'));
  return {
    passed: result.numPassedTests,
    failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
    skipped: result.numPendingTests + result.numTodoTests,
  };
}

async function main() {
  const args = process.argv.slice(2).filter((arg) => arg !== '--no-web');
  const withWeb = args.length === process.argv.length - 2;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-jest-'));
  const outcome = path.join(folder, 'result.json');
  let code = 1;
  let services;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      interrupted = signal;
      jest?.kill('SIGTERM');
    });
  }
  try {
    await buildServer();
    // The whole suite starts processes as they are shipped.
    if (withWeb) await bundleServer();
    if (withWeb && (await buildWeb()) === 'absent') console.log('There is no web app to build yet.');
    services = await startTestServices();
    for (const line of services.lines) console.log(line);
    if (!interrupted) {
      const env = { ...services.env, ...(withWeb ? { TEST_BUNDLES: '1' } : {}) };
      code = await runJest([...args, '--json', `--outputFile=${outcome}`], env);
    }
  } catch (error) {
    console.error(error.message);
  } finally {
    await services?.stop();
  }
  const { passed, failed, skipped } = readCounts(outcome);
  fs.rmSync(folder, { recursive: true, force: true });
  if (interrupted) console.log(`Interrupted (${interrupted}).`);
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  process.exitCode = code !== 0 || failed > 0 || passed + failed === 0 || interrupted ? 1 : 0;
}

if (!relaunchOnRecentNode()) await main();
