import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from '@jest/globals';

const root = path.resolve(import.meta.dirname, '..');
interface Row {
  tests: Record<string, string[]>;
}
/** The rows of the house's lists: faults 1 to 19, abuse 20 to 36; there is no 29. */
const numbers = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => String(from + index)).filter((row) => row !== '29');

/** Whether a file has a test of this title; %s stands for what each case puts there. */
function isThere(spec: string, title: string): boolean {
  const file = path.join(root, spec);
  const text = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
  return title.split('%s').every((part) => text.includes(part));
}

it.each([
  { list: 'abuse', wanted: numbers(20, 36) },
  { list: 'faults', wanted: numbers(1, 19) },
])('every row of $list has a test, and every test that is named is there', ({ list, wanted }) => {
  const rows: Record<string, Row> = JSON.parse(
    fs.readFileSync(path.join(import.meta.dirname, list, 'rows.json'), 'utf8'),
  );
  expect(Object.keys(rows)).toEqual(expect.arrayContaining(wanted));
  const missing = Object.entries(rows).flatMap(([row, { tests }]) => {
    const named = Object.entries(tests).flatMap(([spec, titles]) =>
      titles.filter((title) => !isThere(spec, title)).map((title) => `${row}: ${spec}: ${title}`),
    );
    return Object.keys(tests).length > 0 ? named : [`${row}: no test`];
  });
  expect(missing).toEqual([]);
});
