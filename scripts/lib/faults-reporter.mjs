// A jest reporter: each row of test/faults/rows.json with its tests, the load held, operations acknowledged, lost and
// doubled; printed, and kept in test/faults/RESULTS.md with date and commit. A row whose test did not run, or in which
// something was lost or doubled, fails the run.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fits } from './abuse-reporter.mjs';
import { commit, writeResults } from './results.mjs';
import { root } from './server-build.mjs';

const line = (cells) => `| ${cells.join(' | ')} |`;
const heads = ['row', 'fault', 'tests', 'load held', 'acknowledged', 'lost', 'doubled'];
const sum = (tallies, what) => (tallies.length ? tallies.reduce((all, one) => all + one[what], 0) : '');

export default class FaultsReporter {
  failed = false;

  async onRunComplete(_contexts, { testResults }) {
    const rows = JSON.parse(fs.readFileSync(path.join(root, 'test/faults/rows.json'), 'utf8'));
    const tallies = readTallies();
    const lines = Object.entries(rows).map(([row, { fault, tests }]) => {
      const said = Object.entries(tests).flatMap(([spec, titles]) =>
        titles.map((title) => stateOf(testResults, spec, title)),
      );
      const own = tallies.filter((tally) => tally.rows.includes(Number(row)));
      const [lost, doubled] = [sum(own, 'lost'), sum(own, 'doubled')];
      if (lost || doubled || said.some((state) => state !== 'passed' && state !== 'skipped'))
        this.failed = true;
      const loads = [...new Set(own.map(({ load }) => load))].join('; ');
      return line([row, fault, counted(said), loads || 'single', sum(own, 'acknowledged'), lost, doubled]);
    });
    const table = [line(heads), line(heads.map(() => '---')), ...lines];
    console.log(`\n${table.join('\n')}\n`);
    await keep(table);
  }

  getLastError() {
    return this.failed ? new Error('A fault was not borne, or has no test.') : undefined;
  }
}

function stateOf(testResults, spec, written) {
  const states = testResults
    .filter(({ testFilePath }) => path.relative(root, testFilePath) === spec)
    .flatMap((file) => file.testResults)
    .filter(({ title }) => fits(written, title))
    .map(({ status }) => status);
  if (states.length === 0) return 'MISSING';
  if (states.every((state) => state === 'pending')) return 'skipped';
  return states.every((state) => state === 'passed' || state === 'pending') ? 'passed' : 'FAILED';
}

/** `2 passed`, or all that there was of each. */
function counted(states) {
  return ['passed', 'skipped', 'FAILED', 'MISSING']
    .map((state) => [states.filter((one) => one === state).length, state])
    .filter(([count]) => count > 0)
    .map(([count, state]) => `${count} ${state}`)
    .join(', ');
}

function readTallies() {
  const file = process.env.FAULTS_TALLY;
  if (!file || !fs.existsSync(file)) return [];
  return fs
    .readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((one) => JSON.parse(one));
}

/** The last report stands in the repository. */
async function keep(table) {
  const kind = process.env.FAULTS_FULL ? 'as many as the targets name' : 'short forms';
  const text = [
    '# Faults, and what was left of what was acknowledged',
    `\`npm run faults\`, ${kind}: ${new Date().toISOString().slice(0, 10)}, ${commit()}, Node ${process.version}, ${os.availableParallelism()} cores, load average ${os.loadavg()[0]?.toFixed(1)} at the end.`,
    table.join('\n'),
    'Acknowledged is what somebody was told is done, in all tests of the row that count; a row without figures is one whose tests look at states alone. Skipped: this machine lacks what the test needs (a `redis-server`, the right to mount a small disk).',
  ].join('\n\n');
  await writeResults(path.join(root, 'test/faults/RESULTS.md'), text);
}
