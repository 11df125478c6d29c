// npm run bench [-- --full | row…]: runs the benchmarks with their references in the same run, prints one table of
// targets and what was measured, and keeps it in test/load/RESULTS.md under its date and commit. Some minutes; --full
// takes the long settings. With names of rows (`npm run bench -- import booking-storm`) only those run, and nothing is kept.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { rows } from './lib/bench-rows.mjs';

import { relaunchOnRecentNode } from './lib/node.mjs';
import { commit, writeResults } from './lib/results.mjs';
import { buildServer, root } from './lib/server-build.mjs';

const results = path.join(root, 'test/load/RESULTS.md');
const heads = ['workload', 'what', 'target', 'measured', 'reference', 'ratio', 'held', 'load'];
const line = (cells) => `| ${cells.join(' | ')} |`;

/** Runs one command of a row. @returns whether it ended well, and its lines of the table */
function run(file, args) {
  const verdicts = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-bench-')), 'verdicts');
  fs.writeFileSync(verdicts, '');
  console.log(`\n> test/load/${file} ${args.join(' ')}`);
  const flags = file.startsWith('report') ? ['--expose-gc'] : [];
  const child = spawn(process.execPath, [...flags, path.join(root, 'test/load', file), ...args], {
    cwd: root,
    env: { ...process.env, BENCH_VERDICTS: verdicts },
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.once('close', (code) => {
      const told = fs.readFileSync(verdicts, 'utf8').trim().split('\n').filter(Boolean);
      fs.rmSync(path.dirname(verdicts), { recursive: true });
      resolve({ ended: code === 0, lines: told.map((one) => JSON.parse(one)) });
    });
  });
}

async function measure(row, full) {
  const { workload, file, target } = row;
  const nothing = (why) => [line([workload, '', target, why, '', '', '–', ''])];
  if (!fs.existsSync(path.join(root, 'test/load', file)))
    return nothing('not measured: there is no benchmark yet');
  const lines = [];
  for (const args of (full && row.full) || row.short) {
    const { ended, lines: told } = await run(file, args);
    for (const { what, target, measured, reference = '', ratio, held, load } of told)
      lines.push(line([workload, what, target, measured, reference, ratio, held ? 'yes' : '**no**', load]));
    if (!ended) lines.push(line([workload, args.join(' '), target, '**failed**', '', '', '**no**', '']));
  }
  // Some print figures of their own alone.
  return lines.length ? lines : nothing('ran; its figures have no line here');
}

/** Puts the table in the place of the last one of its kind, the newest kind first. */
async function keep(kind, lines, measured) {
  const text = fs.readFileSync(results, 'utf8');
  const [begin, end] = [`<!-- bench ${kind} -->`, `<!-- end of bench ${kind} -->`];
  const section = [
    ...[
      begin,
      '',
      `### ${kind === 'full' ? 'Long settings' : 'Short settings'}, ${new Date().toISOString().slice(0, 10)}, ${measured}`,
      '',
    ],
    ...[
      `Node ${process.version}, ${os.availableParallelism()} cores of ${os.cpus()[0]?.model.trim() ?? 'an unknown kind'}.`,
      '',
    ],
    ...[...lines, '', end],
  ].join('\n');
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  const place = '<!-- tables of npm run bench -->\n';
  if (!text.includes(place)) throw new Error(`${results} has no place for the table`);
  const next =
    from < 0
      ? text.replace(place, `${place}\n${section}\n`)
      : text.slice(0, from) + section + text.slice(to + end.length);
  await writeResults(results, next);
}

async function main() {
  const { values, positionals } = parseArgs({
    options: { full: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const names = rows.map(({ name }) => name);
  const unknown = positionals.filter((name) => !names.includes(name));
  if (unknown.length)
    throw new Error(`No row is called ${unknown.join(', ')}. There are: ${names.join(', ')}.`);
  await buildServer();
  const measured = commit();
  const began = performance.now();
  const lines = [line(heads), line(heads.map(() => '---'))];
  for (const row of rows) {
    if (positionals.length && !positionals.includes(row.name)) continue;
    lines.push(...(await measure(row, values.full)));
  }
  console.log(
    `\n${lines.join('\n')}\n\n${((performance.now() - began) / 60_000).toFixed(1)} minutes, ${measured}`,
  );
  if (positionals.length === 0) {
    await keep(values.full ? 'full' : 'short', lines, measured);
    console.log('Kept in test/load/RESULTS.md.');
  }
  // A target that is missed is a result; a benchmark that broke is a failure.
  if (lines.some((one) => one.includes('**failed**'))) process.exitCode = 1;
}

if (!relaunchOnRecentNode()) await main();
