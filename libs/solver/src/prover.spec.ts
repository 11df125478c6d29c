import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bounds } from './bounds.js';
import { checkSchedule } from './check-schedule.js';
import type { Instance, InstanceMeeting } from './instance.js';
import { compile } from './model.js';
import { Prover } from './prover.js';
import { Rng } from './rng.js';
import { solve } from './solve.js';
import { tinyInstance } from './testing/arbitrary.js';
import { bruteForce } from './testing/brute-force.js';

const LIMIT = 100_000;

async function withProver<T>(
  instance: Instance,
  fairness: number | undefined,
  work: (prover: Prover) => Promise<T>,
) {
  const model = compile(instance);
  const prover = Prover.forAll(model, bounds(model, fairness), fairness, 12);
  try {
    return await work(prover);
  } finally {
    await prover.close();
  }
}

/** Two kinds of people who meet across, apart from a few. */
function twoKinds(seed: number): Instance {
  const rng = new Rng(seed);
  const meetings: InstanceMeeting[] = [];
  const add = (a: number, b: number) => {
    const session = rng.unit() < 0.2 ? ('morning' as const) : ('any' as const);
    if (!meetings.some((m) => m.a === a && m.b === b)) meetings.push({ a, b, session });
  };
  for (let i = 0; i < 34; i++) add(1 + rng.int(8), 9 + rng.int(8));
  add(1, 2);
  add(9, 10);
  return { participants: 16, slots: 10, morningSlots: 6, tables: 5, meetings };
}

describe('the formula', () => {
  it('admits the best schedule and nothing better, whoever may have its breaks', async () => {
    const limit = fc.option(fc.integer({ min: 0, max: 1 }), { nil: undefined });
    await fc.assert(
      fc.asyncProperty(tinyInstance({ meetings: 5, slots: 4 }), limit, async (instance, fairness) => {
        if (bounds(compile(instance), fairness).reasons.length > 0) return;
        const best = bruteForce(instance, fairness);
        const all = instance.meetings.reduce((sum, m) => sum + (m.weight ?? 1), 0);
        await withProver(instance, fairness, async (prover) => {
          const everything = await prover.ask(LIMIT, {});
          if (best?.weight !== all) {
            expect(everything.status).toBe('unsatisfiable');
            return;
          }
          const { breaks } = best;
          const kept = Int32Array.from(best.slotOfMeeting, (t) => t - 1);
          expect((await prover.ask(LIMIT, { kept })).status).toBe('satisfiable');
          const found = await prover.ask(LIMIT, { breaks });
          const check = checkSchedule(
            instance,
            Array.from(found.slotOf ?? [], (t) => t + 1),
          );
          expect(check).toMatchObject({ violations: [], breaks });
          if (breaks > 0)
            expect((await prover.ask(LIMIT, { breaks: breaks - 1 })).status).toBe('unsatisfiable');
          const fewest = Array.from({ length: instance.participants }, (_, p) => p);
          const nobody = await prover.ask(LIMIT, { breaks, fewest });
          if (nobody.status !== 'unsatisfiable') return;
          // One of those named has to have more: without them it is possible, with them alone it is not.
          const named = nobody.core?.people ?? [];
          expect((await prover.ask(LIMIT, { breaks, fewest: named })).status).toBe('unsatisfiable');
        });
      }),
      { numRuns: 25, seed: 5, endOnFailure: true },
    );
  }, 60_000);

  it('admits what the search finds where two kinds of people meet', async () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const instance = twoKinds(seed);
      const { unplaced, slotOfMeeting } = await solve(instance, { seed, moves: 30_000 });
      expect(unplaced).toBe(0);
      const kept = Int32Array.from(slotOfMeeting, (t) => t - 1);
      const { status } = await withProver(instance, undefined, (prover) => prover.ask(LIMIT, { kept }));
      expect(status).toBe('satisfiable');
    }
  }, 60_000);
});
