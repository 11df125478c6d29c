import type { Core, Prover } from './prover.js';
import type { Run } from './run.js';

/** Conflicts the first questions may take; each one without an answer lets the next take more. */
const CONFLICTS = 1500;
const GROWTH = 1.04;
/** What a conflict counts in the budget of moves. */
const MOVES_PER_CONFLICT = 20;
/** A question answered at once counts as this share of its conflicts. */
const ANSWERED = 0.15;
/** Up to so many people more than there are breaks to give. */
const EXTRA = 7;
/** Attempts to choose people who meet all that is known. */
const CHOICES = 50;
/** So many refutations are remembered, the last ones: to choose by more takes longer than a question. */
const REMEMBERED = 1_000;

/** A refutation: with so few breaks one of these people has more than they must. */
interface Known {
  people: number[];
  /** Holds for this many breaks or fewer. */
  breaks: number;
}

/**
 * Searches by who has the breaks: a few people are chosen, everybody else gets no more than they must have,
 * which makes the question small without keeping any meeting where it is. A refutation names people of whom
 * one has to be chosen the next time, so that the choices soon fall on those who matter.
 */
export class Spread {
  private readonly people: number[] = [];
  /** Breaks that nobody can do without. */
  private readonly needed: number;
  private cores: Known[] = [];
  private limit = CONFLICTS;

  constructor(
    private readonly run: Run,
    private readonly prover: Prover,
  ) {
    const { from } = run.model.of;
    prover.least.forEach((least, p) => {
      if (from[p + 1]! - from[p]! > least + 1) this.people.push(p);
    });
    this.needed = prover.least.reduce((x, y) => x + y, 0);
  }

  /** How many of so many breaks somebody could do without. */
  spare(breaks: number): number {
    return breaks - this.needed;
  }

  /** Asks for a schedule with so many breaks at most until about so many conflicts are used. */
  async search(breaks: number, conflicts: number): Promise<void> {
    const { run, prover } = this;
    for (let left = conflicts; left > 0 && !run.pace.over() && run.annealer.best.breaks > breaks;) {
      const chosen = this.choose(breaks);
      const fewest = this.people.filter((p) => !chosen.has(p));
      const limit = this.limit;
      const { status, slotOf, core } = await prover.ask(limit, { breaks, fewest });
      const used = status === 'unknown' ? limit : limit * ANSWERED;
      left -= used;
      run.pace.spent += used * MOVES_PER_CONFLICT;
      if (slotOf) run.adopt(slotOf);
      else if (status === 'unknown') this.limit *= GROWTH;
      else if (!core || !this.learn(core, breaks)) return;
    }
  }

  /** Takes note of a refutation; false when it is one of the number of breaks altogether. */
  private learn({ people, counted }: Core, breaks: number): boolean {
    if (people.length === 0) {
      if (counted) this.run.refute(breaks);
      return false;
    }
    const found = { people, breaks: counted ? breaks : Infinity };
    const implied = (old: Known) => old.breaks <= found.breaks && people.every((p) => old.people.includes(p));
    this.cores = [...this.cores.filter((old) => !implied(old)), found].slice(-REMEMBERED);
    return true;
  }

  /** People of whom every refutation names one, no more than there are breaks to give if possible. */
  private choose(breaks: number): Set<number> {
    const { rng } = this.run.annealer;
    const cores = this.cores.filter((core) => core.breaks >= breaks).map((core) => core.people);
    const size = this.spare(breaks);
    let chosen = this.hit(cores);
    for (let i = 1; i < CHOICES && chosen.size > size; i++) chosen = this.hit(cores);
    const most = Math.min(this.people.length, size + rng.int(EXTRA + 1));
    while (chosen.size < most) chosen.add(this.people[rng.int(this.people.length)]!);
    return chosen;
  }

  /** Chooses at random, rather those whom many refutations name that nobody chosen is in. */
  private hit(cores: readonly number[][]): Set<number> {
    const { annealer, model } = this.run;
    const chosen = new Set<number>();
    let rest = cores;
    while (rest.length > 0) {
      const named = new Float64Array(model.people);
      for (const core of rest) for (const p of core) named[p]!++;
      let sum = 0;
      for (let p = 0; p < named.length; p++) sum += named[p] = named[p]! ** 3;
      let left = annealer.rng.unit() * sum;
      const person = named.findIndex((weight) => weight > 0 && (left -= weight) <= 1e-9);
      chosen.add(person);
      rest = rest.filter((core) => !core.includes(person));
    }
    return chosen;
  }
}
