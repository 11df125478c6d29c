import fs from 'node:fs';
import { expect } from '@jest/globals';

/** What a fault left of what was acknowledged. */
export interface Tally {
  /** The numbers of the faults in `rows.json`. */
  rows: readonly number[];
  /** What went on meanwhile. */
  load: string;
  /** Operations that somebody was told were done. */
  acknowledged: number;
  /** Of these, what the record does not have. */
  lost: number;
  /** What the record has twice, or of two that exclude each other both. */
  doubled: number;
}

/** Holds that nothing was lost or doubled, and tells the report of `npm run faults`, where that is what runs. */
export function tally(told: Tally): void {
  if (process.env.FAULTS_TALLY) fs.appendFileSync(process.env.FAULTS_TALLY, `${JSON.stringify(told)}\n`);
  expect(told).toMatchObject({ lost: 0, doubled: 0 });
}
