import { compile } from './model.js';
import type { Instance } from './instance.js';
import { Run } from './run.js';
import type { SolveOptions, Solution } from './solution.js';

/**
 * Schedules as much weight of the meetings as it can, then with as few breaks, then as few idle slots.
 * Works in slices and lets the event loop go on between them. Takes a checked instance (see `parseInstance`).
 */
export async function solve(instance: Instance, options: SolveOptions = {}): Promise<Solution> {
  const run = new Run(compile(instance), options);
  try {
    await run.search();
    return run.solution();
  } finally {
    run.close();
  }
}
