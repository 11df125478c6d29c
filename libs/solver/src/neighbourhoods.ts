import type { Proof, Prover, Question } from './prover.js';
import type { Run } from './run.js';
import { State } from './state.js';

/** Conflicts one question may take. */
const CONFLICTS = 2500;
/** What a conflict counts in the budget of moves. */
const MOVES_PER_CONFLICT = 20;
/** A question answered at once counts as this share of its conflicts. */
const ANSWERED = 0.15;
/** Share of questions that free people wherever they are, instead of a stretch of slots. */
const PEOPLE = 0.25;
/** Share of questions before which the search goes back to the best schedule. */
const RETURN = 0.02;

/**
 * Large-neighbourhood search with the exact part. Somebody with breaks is chosen; the meetings in a stretch of
 * slots about one of their gaps, or of some people, are free and all others kept. Asked for is a schedule
 * with one break less; else one with as many in which this person has fewer, so that breaks wander to where
 * they can be got rid of. How much is free follows the answers.
 */
export class Neighbourhoods {
  private share = 0.35;
  private window: number;
  /** The schedule that is searched around: as few breaks as the best. */
  private readonly base: State;
  private readonly kept: Int32Array;

  constructor(
    private readonly run: Run,
    private readonly prover: Prover,
  ) {
    this.base = new State(run.model);
    this.kept = new Int32Array(run.model.meetings);
    this.window = Math.max(4, run.model.slots >> 1);
  }

  /** Asks until about so many conflicts are used. */
  async search(conflicts: number): Promise<void> {
    const { annealer, pace } = this.run;
    const { base } = this;
    for (let left = conflicts; left > 0 && !pace.over() && !this.run.optimal;) {
      const { best, rng } = annealer;
      if (base.unplacedCount > 0 || base.breaks > best.breaks || rng.unit() < RETURN) {
        base.assign(annealer.bestSlots);
      }
      const person = this.somebody();
      if (person < 0) return;
      const grow = rng.unit() < PEOPLE ? this.freePeople() : this.freeWindow(person);
      const fewer = { person, than: base.breaksOf(person) };
      let proof = await this.ask({ breaks: best.breaks - 1 });
      if (proof.status === 'unsatisfiable') proof = await this.ask({ breaks: best.breaks, fewer });
      const { status, slotOf } = proof;
      if (status === 'unavailable') return;
      left -= status === 'unknown' ? CONFLICTS : CONFLICTS * ANSWERED;
      grow(status);
      if (!slotOf) continue;
      base.assign(slotOf);
      if (base.breaks < best.breaks) this.run.adopt(slotOf);
    }
  }

  private async ask(question: Question): Promise<Proof> {
    const proof = await this.prover.ask(CONFLICTS, { ...question, kept: this.kept });
    const used = proof.status === 'unknown' ? CONFLICTS : CONFLICTS * ANSWERED;
    this.run.pace.spent += used * MOVES_PER_CONFLICT;
    return proof;
  }

  /** Somebody with more breaks than they need; -1 if there is nobody. */
  private somebody(): number {
    const { base } = this;
    const { annealer, known, model } = this.run;
    const broken: number[] = [];
    for (let p = 0; p < model.people; p++) if (base.breaksOf(p) > known.breaksOf[p]!) broken.push(p);
    return broken[annealer.rng.int(broken.length)] ?? -1;
  }

  /** Frees a stretch of slots about a gap of `person`, and their own meetings. */
  private freeWindow(person: number): (status: Proof['status']) => void {
    const { base, kept, window } = this;
    const { annealer, model } = this.run;
    const { rng } = annealer;
    const gaps: number[] = [];
    for (let t = base.first[person]!; t < base.last[person]!; t++) if (!base.isBusy(person, t)) gaps.push(t);
    const gap = gaps[rng.int(gaps.length)] ?? 0;
    const from = Math.max(0, Math.min(model.slots - window, gap - rng.int(window)));
    base.slotOf.forEach((t, m) => {
      const theirs = model.a[m] === person || model.b[m] === person;
      kept[m] = theirs || (t >= from && t < from + window) ? -1 : t;
    });
    return (status) => {
      if (status === 'unsatisfiable') this.window = Math.min(model.slots, window + 1);
      else if (status === 'unknown') this.window = Math.max(4, window - 1);
    };
  }

  /** Frees the meetings of some people, those with breaks among them. */
  private freePeople(): (status: Proof['status']) => void {
    const { base, kept, share } = this;
    const { annealer, model } = this.run;
    const free = new Uint8Array(model.people);
    for (let p = 0; p < model.people; p++) {
      const chance = base.breaksOf(p) > 0 ? 0.5 + share / 2 : share;
      free[p] = annealer.rng.unit() < chance ? 1 : 0;
    }
    base.slotOf.forEach((t, m) => {
      kept[m] = free[model.a[m]!] || free[model.b[m]!] ? -1 : t;
    });
    return (status) => {
      if (status === 'unsatisfiable') this.share = Math.min(0.8, share + 0.03);
      else if (status === 'unknown') this.share = Math.max(0.1, share - 0.03);
    };
  }
}
