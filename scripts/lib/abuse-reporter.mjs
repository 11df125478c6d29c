// A jest reporter: each row of test/abuse/rows.json with its tests and what came of them. A row whose test did not run
// fails the run.
import fs from 'node:fs';
import path from 'node:path';
import { root } from './server-build.mjs';

/** A title as written, with %s where each case puts its own word. */
export const fits = (written, title) => {
  const parts = written.split(/%[sj]/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'u').test(title);
};

export default class AbuseReporter {
  failed = false;

  onRunComplete(_contexts, { testResults }) {
    const rows = JSON.parse(fs.readFileSync(path.join(root, 'test/abuse/rows.json'), 'utf8'));
    for (const [row, { refused, tests }] of Object.entries(rows)) {
      console.log(`${row}  ${refused}`);
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
          console.log(`    ${said.padEnd(8)}${spec}: ${written}`);
        }
      }
    }
  }

  getLastError() {
    return this.failed ? new Error('A row of abuse is not refused, or has no test.') : undefined;
  }
}
