import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { checkSchedule } from './check-schedule.js';
import { parseInstance } from './parse-instance.js';
import { solve } from './solve.js';

/** The published instances lie beside the project and are no part of it. */
const folder = path.resolve('../shared/b2b-instances');
const there = fs.existsSync(folder);

interface Row {
  file: string;
  optimum: string;
}

function rows(): Row[] {
  if (!there) return [];
  const [, ...lines] = fs.readFileSync(path.join(folder, 'published-results.csv'), 'utf8').trim().split('\n');
  return lines
    .map((line) => line.split(','))
    .filter((cells) => cells[2] === '2')
    .map((cells) => ({ file: cells[1] ?? '', optimum: cells[3] ?? '' }));
}

const read = (file: string) => parseInstance(fs.readFileSync(path.join(folder, 'jair2022', file), 'latin1'));

(there ? describe : describe.skip)(`published instances${there ? '' : ' (skipped: not found)'}`, () => {
  it('recognises the infeasible ones, with a reason, and calls no other so', async () => {
    for (const { file, optimum } of rows()) {
      const found = await solve(read(file), { moves: 0, fairness: 2 });
      expect({ file, infeasible: found.infeasible }).toEqual({ file, infeasible: optimum === 'infeasible' });
      expect(found.reasons.length > 0).toBe(found.infeasible);
      if (!found.infeasible) expect(found.bound).toBeLessThanOrEqual(Number(optimum));
    }
  }, 60_000);

  it('solves some of them to the published optimum', async () => {
    for (const file of ['tic-12.original.dzn', 'tic-13crafb.original.dzn', 'tic-14crafd.original.dzn']) {
      const instance = read(file);
      const found = await solve(instance, { moves: 1_500_000, fairness: 2 });
      expect(checkSchedule(instance, found.slotOfMeeting).violations).toEqual([]);
      expect({ file, unplaced: found.unplaced, breaks: found.breaks }).toEqual({
        file,
        unplaced: 0,
        breaks: 0,
      });
    }
  }, 60_000);
});
