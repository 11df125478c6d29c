import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from '@jest/globals';

const root = path.resolve(import.meta.dirname, '../..');
interface Row {
  refused: string;
  tests: Record<string, string[]>;
}
const rows: Record<string, Row> = JSON.parse(
  fs.readFileSync(path.join(import.meta.dirname, 'rows.json'), 'utf8'),
);
/** Rows 20 to 36 of the house's list of abuse; there is no 29. */
const wanted = Array.from({ length: 17 }, (_, index) => String(20 + index)).filter((row) => row !== '29');

it('every kind of abuse has a test, and every test that is named is there', () => {
  expect(Object.keys(rows).filter((row) => rows[row]?.refused)).toEqual(expect.arrayContaining(wanted));
  const missing = Object.entries(rows).flatMap(([row, { tests }]) => {
    const named = Object.entries(tests).flatMap(([spec, titles]) => {
      const file = path.join(root, spec);
      const text = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
      return titles
        .filter((title) => !text.includes(`'${title}'`))
        .map((title) => `${row}: ${spec}: ${title}`);
    });
    return Object.keys(tests).length > 0 ? named : [`${row}: no test`];
  });
  expect(missing).toEqual([]);
});
