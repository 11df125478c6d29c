// npm run check: format, lint, types and ranks, side by side; one line each, and the words of those that failed.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { relaunchOnRecentNode } from './lib/node.mjs';
import { root } from './lib/server-build.mjs';

const bin = (file) => path.join(root, 'node_modules', file);
const cache = path.join(root, 'dist/.check');

/** Runs one tool; `verdict` may overrule its exit code and returns an error text or undefined. */
function tool(name, file, args, verdict = (code, said) => (code === 0 ? undefined : said)) {
  return { name, file: bin(file), args, verdict };
}

const ranks = 'dependency-cruiser/bin/dependency-cruiser.mjs';
const ranksConfig = ['--config', '.dependency-cruiser.mjs'];

/** Each file below test/boundaries is named after the rule that must refuse it. */
function expectRefusals(code, said) {
  const files = fs.globSync('test/boundaries/{apps,libs}/*/src/*.ts', { cwd: root });
  const rules = new Set(
    files.map((file) => path.basename(file, '.ts')).filter((name) => name.includes('-') || name === 'ranks'),
  );
  rules.delete('cycle-other');
  let refused;
  try {
    refused = JSON.parse(said).summary.violations;
  } catch {
    return said;
  }
  const missing = [...rules].filter((rule) => !refused.some((violation) => violation.rule.name === rule));
  const ups = refused.filter((violation) => violation.rule.name === 'ranks').length;
  if (rules.size < 7 || ups < 2) return 'test/boundaries has lost some of its wrong imports.';
  return missing.length === 0
    ? undefined
    : `Not refused although wrong (see test/boundaries): ${missing.join(', ')}`;
}

const tools = [
  // Both by one reading of each program: each file belongs to the nearest tsconfig.json above it.
  tool('lint and types', 'oxlint/bin/oxlint', ['--type-check', '--max-warnings=0']),
  tool('format', 'prettier/bin/prettier.cjs', [
    ...[
      '--check',
      '--log-level',
      'warn',
      '--cache',
      '--cache-strategy',
      'content',
      '--cache-location',
      `${cache}/prettier`,
      '.',
    ],
  ]),
  tool('ranks', ranks, [
    ...ranksConfig,
    '--exclude',
    '^test/boundaries|(^|/)dist/|^apps/web/public/',
    'apps',
    'libs',
    'test',
  ]),
  tool(
    'ranks: wrong imports are refused',
    ranks,
    [...ranksConfig, '--output-type', 'json', 'test/boundaries'],
    expectRefusals,
  ),
];
function run({ name, file, args, verdict }) {
  const began = performance.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [file, ...args], {
      cwd: root,
      env: { ...process.env, FORCE_COLOR: '0' },
    });
    let said = '';
    child.stdout.on('data', (chunk) => (said += chunk));
    child.stderr.on('data', (chunk) => (said += chunk));
    child.once('error', (error) => resolve({ name, failure: error.message }));
    child.once('close', (code) => {
      const failure = verdict(code, said)?.trim();
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      console.log(`${failure === undefined ? 'ok    ' : 'FAILED'}  ${name} (${seconds} s)`);
      resolve({ name, failure });
    });
  });
}

async function main() {
  fs.mkdirSync(cache, { recursive: true });
  // Longest first, as many at once as there are processors to share.
  const queue = [...tools];
  const results = [];
  const lane = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) results.push(await run(next));
  };
  await Promise.all([lane(), lane(), lane()]);
  const failed = results.filter((result) => result.failure !== undefined);
  for (const { name, failure } of failed) console.log(`\n── ${name}\n${failure}`);
  if (failed.length > 0) console.log(`\n${failed.length} of ${results.length} checks failed.`);
  process.exitCode = failed.length > 0 ? 1 : 0;
}

if (!relaunchOnRecentNode()) await main();
