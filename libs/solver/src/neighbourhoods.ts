import type { Prover } from './prover.js';
import type { Run } from './run.js';

/** Questions in one go, and conflicts each may take. */
const ROUNDS = 6;
const CONFLICTS = 3000;
const MOVES_PER_CONFLICT = 20;

/**
 * Large-neighbourhood search with the exact part: most of the best schedule is kept, the meetings of some
 * people (those with breaks among them) are free, and a schedule with one break less is asked for. The
 * share of people set free follows the answers: more when nothing was possible, fewer when it took too long.
 */
export class Neighbourhoods {
  private share = 0.3;

  constructor(
    private readonly run: Run,
    private readonly prover: Prover,
  ) {}

  async search(): Promise<void> {
    const { annealer, pace } = this.run;
    for (let i = 0; i < ROUNDS && !pace.over() && !this.run.optimal; i++) {
      const kept = this.keep();
      const { status, slotOf } = await this.prover.ask(CONFLICTS, annealer.best.breaks - 1, undefined, kept);
      pace.spent += CONFLICTS * MOVES_PER_CONFLICT;
      if (slotOf) this.run.adopt(slotOf);
      else if (status === 'unsatisfiable') this.share = Math.min(0.8, this.share + 0.04);
      else if (status === 'unknown') this.share = Math.max(0.1, this.share - 0.04);
      else return;
    }
  }

  /** The best schedule with -1 for the meetings set free. */
  private keep(): Int32Array {
    const { annealer, model } = this.run;
    const { rng, bestSlots } = annealer;
    annealer.restart();
    const free = new Uint8Array(model.people);
    for (let p = 0; p < model.people; p++) {
      const chance = annealer.state.runs[p]! > 1 ? 0.5 + this.share / 2 : this.share;
      free[p] = rng.unit() < chance ? 1 : 0;
    }
    return bestSlots.map((t, m) => (free[model.a[m]!] || free[model.b[m]!] ? -1 : t));
  }
}
