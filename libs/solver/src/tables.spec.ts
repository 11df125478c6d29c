import { describe, expect, it } from '@jest/globals';
import { generate } from './generate.js';
import { assignTables } from './tables.js';

describe('tables', () => {
  it('lets people stay at their table', () => {
    const instance = {
      participants: 4,
      slots: 3,
      tables: 2,
      meetings: [
        { a: 1, b: 2 },
        { a: 3, b: 4 },
        { a: 3, b: 1 },
        { a: 1, b: 4 },
      ],
    };
    const plan = assignTables(instance, [1, 1, 2, 3]);
    expect(plan.tableOfMeeting.slice(0, 2).sort()).toEqual([1, 2]);
    // Person 1 or 3 has to change once; then person 1 stays.
    expect(plan.changes).toBe(1);
    expect(plan.tableOfMeeting[3]).toBe(plan.tableOfMeeting[2]);
  });

  it('gives every meeting a table of its own within the number there is', () => {
    const { instance, hidden } = generate({
      participants: 60,
      slots: 12,
      meetings: 250,
      tables: 25,
      seed: 2,
    });
    const { tableOfMeeting } = assignTables(instance, hidden);
    const taken = new Set(tableOfMeeting.map((table, i) => `${hidden[i]} ${table}`));
    expect(taken.size).toBe(hidden.length);
    expect(Math.max(...tableOfMeeting)).toBeLessThanOrEqual(25);
    expect(Math.min(...tableOfMeeting)).toBeGreaterThanOrEqual(1);
  });

  it('needs no number of tables', () => {
    const { instance, hidden } = generate({ participants: 30, slots: 6, meetings: 60, seed: 3 });
    const { tableOfMeeting } = assignTables(instance, hidden);
    expect(new Set(tableOfMeeting.map((table, i) => `${hidden[i]} ${table}`)).size).toBe(hidden.length);
  });
});
