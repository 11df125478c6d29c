// Measures the solver: the published instances against their optima, and made-up events of 500 and 2,000 people.
//   node scripts/build.mjs && node test/load/solver.bench.mjs [--seconds 60] [--only text] [--skip-large] [--cpu]
// Seconds are given twice, as the clock and as the processor saw them: on a busy machine only the latter compare,
// and --cpu makes the limit count those.
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { verdict } from './lib/measure.mjs';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    only: { type: 'string', default: '' },
    'skip-large': { type: 'boolean', default: false },
    /** How many of the two made-up events of each size. */
    seeds: { type: 'string', default: '2' },
    'skip-published': { type: 'boolean', default: false },
    cpu: { type: 'boolean', default: false },
    dist: { type: 'string', default: 'dist/libs/solver/src' },
    instances: { type: 'string', default: '../shared/b2b-instances' },
  },
});
const load = (file) => import(pathToFileURL(path.resolve(values.dist, file)).href);
const { checkSchedule, generate, parseInstance, solve } = await load('index.js');

/** Solves and tells when the best schedule was found, by the clock and by the processor. */
async function measure(instance, options) {
  const cpu = process.cpuUsage();
  const used = () => {
    const { user, system } = process.cpuUsage(cpu);
    return (user + system) / 1e6;
  };
  const found = { placedAll: null, bestCpu: 0, bestWall: 0 };
  let value = '';
  const onIncumbent = ({ unplaced, breaks, seconds }) => {
    if (unplaced === 0) found.placedAll ??= used();
    if (value === `${unplaced} ${breaks}`) return;
    value = `${unplaced} ${breaks}`;
    found.bestCpu = used();
    found.bestWall = seconds;
  };
  const result = await solve(instance, {
    ...options,
    onIncumbent,
    ...(values.cpu ? { now: () => used() * 1000 } : {}),
  });
  const faults = checkSchedule(instance, result.slotOfMeeting).violations.length;
  return { ...result, ...found, cpu: used(), faults };
}

const s = (seconds) => seconds.toFixed(1);
const row = (...cells) => process.stdout.write(`| ${cells.join(' | ')} |\n`);

async function published() {
  const csv = fs.readFileSync(path.join(values.instances, 'published-results.csv'), 'utf8');
  const rows = csv
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','))
    .map(([, file, d, optimum, maxsat]) => ({ file, d, optimum, maxsat }))
    .filter(({ file, d }) => d === '2' && file.includes(values.only));
  row('instance', 'published', 'ours', 'found after s (cpu)', 'proved after s (cpu)', 'MaxSAT s', 'reason');
  row('---', '---', '---', '---', '---', '---', '---');
  let right = 0;
  for (const { file, optimum, maxsat } of rows) {
    const text = fs.readFileSync(path.join(values.instances, 'jair2022', file), 'latin1');
    const instance = parseInstance(text);
    const r = await measure(instance, { fairness: 2, prove: true, seconds: Number(values.seconds) });
    const ours = r.infeasible ? 'infeasible' : r.unplaced > 0 ? `${r.unplaced} unplaced` : String(r.breaks);
    if (ours === optimum && r.faults === 0) right++;
    const found = `${s(r.bestWall)} (${s(r.bestCpu)})`;
    const proved = r.optimal ? `${s(r.seconds)} (${s(r.cpu)})` : r.infeasible ? 'infeasible' : `≥ ${r.bound}`;
    row(file.replace('.dzn', ''), optimum, ours, found, proved, maxsat, r.reasons[0]?.code ?? '');
    if (r.faults > 0) process.stdout.write(`FAULTS: ${r.faults}\n`);
  }
  process.stdout.write(`\n${right} of ${rows.length} at the published result.\n\n`);
  verdict({
    ...{ what: `published instances within ${values.seconds} s`, target: 'all', measured: String(right) },
    ...{ reference: String(rows.length), held: right === rows.length },
  });
}

async function large() {
  row(
    'event',
    'people × slots × meetings',
    'seconds',
    'placed',
    'all placed after s (cpu)',
    'breaks',
    'a person',
    'hidden',
  );
  row('---', '---', '---', '---', '---', '---', '---', '---');
  for (const { name, seconds, ...options } of [
    {
      name: 'medium',
      participants: 500,
      slots: 24,
      meetings: 4000,
      tables: 209,
      forbidden: 0.02,
      seconds: 10,
    },
    {
      name: 'large',
      participants: 2000,
      slots: 40,
      meetings: 15000,
      tables: 469,
      forbidden: 0.03,
      seconds: 30,
    },
    {
      name: 'large, wishes',
      participants: 2000,
      slots: 40,
      meetings: 15000,
      tables: 469,
      sessions: 0.2,
      seconds: 30,
    },
  ]) {
    for (const seed of [1, 2].slice(0, Number(values.seeds))) {
      const { instance, hidden } = generate({ ...options, seed });
      const r = await measure(instance, { seconds, seed });
      const size = `${options.participants} × ${options.slots} × ${instance.meetings.length}`;
      const witness = checkSchedule(instance, hidden).breaks;
      const all = r.placedAll === null ? '—' : s(r.placedAll);
      row(
        `${name} ${seed}`,
        size,
        seconds,
        r.placed,
        all,
        r.breaks,
        (r.breaks / options.participants).toFixed(3),
        witness,
      );
      verdict({
        ...{ what: `${name} ${seed}: ${size} placed`, target: `all in ${seconds} s, gap shown` },
        measured: `${r.placed}, ${r.breaks} gaps, ≥ ${r.bound}`,
        ...{ reference: String(instance.meetings.length), ratio: r.placed / instance.meetings.length },
        held: r.placed === instance.meetings.length && r.faults === 0,
      });
      if (r.faults > 0) process.stdout.write(`FAULTS: ${r.faults}\n`);
    }
  }
}

process.stdout.write(`${new Date().toISOString().slice(0, 10)}, node ${process.version}\n\n`);
if (!values['skip-published'] && fs.existsSync(values.instances)) await published();
else process.stdout.write(`Published instances skipped: ${values.instances} is not there or not wanted.\n\n`);
if (!values['skip-large']) await large();
