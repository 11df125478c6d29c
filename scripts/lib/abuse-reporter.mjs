// A jest reporter: each row of test/abuse/rows.json with its tests and what came of them. A row whose test did not run
// fails the run. Kept in test/abuse/RESULTS.md under its date and commit.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { commit, writeResults } from './results.mjs';
import { root } from './server-build.mjs';

/** A title as written, with %s where each case puts its own word. */
export const fits = (written, title) => {
  const parts = written.split(/%[sj]/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'u').test(title);
};

export default class AbuseReporter {
  failed = false;

  async onRunComplete(_contexts, { testResults }) {
    const lines = [];
    const rows = JSON.parse(fs.readFileSync(path.join(root, 'test/abuse/rows.json'), 'utf8'));
    for (const [row, { refused, tests }] of Object.entries(rows)) {
      console.log(`${row}  ${refused}`);
      const counted = { passed: 0, other: 0 };
      for (const [spec, titles] of Object.entries(tests)) {
        const ran = testResults
          .filter(({ testFilePath }) => path.relative(root, testFilePath) === spec)
          .flatMap((file) => file.testResults);
        for (const written of titles) {
          const states = ran.filter(({ title }) => fits(written, title)).map(({ status }) => status);
          const said =
            states.length === 0
              ? 'MISSING'
              : states.every((state) => state === 'passed')
                ? 'passed'
                : 'FAILED';
          if (said !== 'passed') this.failed = true;
          for (const state of states) counted[state === 'passed' ? 'passed' : 'other']++;
          if (states.length === 0) counted.other++;
          console.log(`    ${said.padEnd(8)}${spec}: ${written}`);
        }
      }
      const { passed, other } = counted;
      lines.push([row, refused, other ? `${passed}, **${other} not**` : passed, other ? '**no**' : 'yes']);
    }
    await keep(lines);
  }

  getLastError() {
    return this.failed ? new Error('A row of abuse is not refused, or has no test.') : undefined;
  }
}

async function keep(lines) {
  const heads = ['row', 'what is tried', 'tests passed', 'refused'];
  const date = new Date().toISOString().slice(0, 10);
  const inputs = process.env.FUZZ ? `random inputs ${process.env.FUZZ} times as many` : 'short forms';
  const text = [
    '# Abuse, and whether it was refused',
    `\`npm run abuse\`, ${inputs}: ${date}, ${commit()}, Node ${process.version}, ${os.availableParallelism()} cores, load average ${os.loadavg()[0].toFixed(1)} at the end.`,
    [heads, heads.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n'),
    'Rows are those of [rows.json](rows.json), which names the tests.',
  ].join('\n\n');
  await writeResults(path.join(root, 'test/abuse/RESULTS.md'), text);
}
