import { describe, expect, it } from '@jest/globals';
import { solveCli } from './cli.js';

async function* chunks(text: string) {
  for (let i = 0; i < text.length; i += 50) yield text.slice(i, i + 50);
}

async function run(args: string[], stdin: string) {
  const said = { out: '', err: '' };
  const code = await solveCli(args, chunks(stdin), {
    out: (text) => (said.out += text),
    err: (text) => (said.err += text),
  });
  return { code, ...said };
}

const INSTANCE = JSON.stringify({
  participants: 3,
  slots: 2,
  tables: 2,
  meetings: [
    { a: 1, b: 2 },
    { a: 2, b: 3 },
    { a: 1, b: 3 },
  ],
});

describe('foyer solve', () => {
  it('writes the result as JSON', async () => {
    const { code, out } = await run(
      ['--moves', '20000', '--seed', '2', '--fairness', '1', '--prove'],
      INSTANCE,
    );
    expect(code).toBe(0);
    const result = JSON.parse(out);
    expect(Object.keys(result)).toEqual([
      ...['placed', 'unplaced', 'breaks', 'idleSlots', 'fairnessRange', 'bound', 'optimal', 'infeasible'],
      ...['reasons', 'slotOfMeeting', 'seconds', 'moves'],
    ]);
    expect(result).toMatchObject({ placed: 2, unplaced: 1, breaks: 0, optimal: true, infeasible: true });
    expect(result.reasons[0].code).toBe('slots-full');
  });

  it.each([[['--moves', 'many']], [['--seconds', '-1']], [['--speed', '3']], [['--fairness', '']]])(
    'refuses %j',
    async (args) => {
      const { code, out, err } = await run(args, INSTANCE);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toContain('usage:');
    },
  );

  it('refuses what is no instance, naming the place', async () => {
    const { code, err } = await run([], '{"participants": 1, "slots": "two", "meetings": []}');
    expect(code).toBe(2);
    expect(err).toContain('slots: expected a whole number');
  });
});
