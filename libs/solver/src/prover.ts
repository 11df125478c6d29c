import type { Bounds } from './bounds.js';
import { type EncodeOptions, type Encoding, encode } from './encode.js';
import { openSlots } from './domains.js';
import type { Model } from './model.js';
import { Sat, type SatStatus } from './sat.js';

/** Greatest instance the exact part is tried on: variables of meetings and slots. */
const LARGEST = 12_000;

/** Is the instance small enough for the exact part to have a chance? */
export function provable(model: Model): boolean {
  return model.meetings * model.slots <= LARGEST && model.people <= 200;
}

/** An answer of the exact part: a schedule (slots from 0, -1 = not placed) when there is one. */
export interface Proof {
  status: SatStatus;
  slotOf?: Int32Array;
  /** What of the question a refutation used. */
  core?: Core;
}

export interface Core {
  /** Those of `fewest`. */
  people: number[];
  /** Whether it used that there are so few `breaks`. */
  counted: boolean;
}

/** What a schedule is asked for. */
export interface Question {
  /** At most this many breaks. */
  breaks?: number | undefined;
  /** At most this much weight missing. */
  missing?: number | undefined;
  /** Slots (from 0) of meetings that shall stay where they are, -1 for those that need not. */
  kept?: Int32Array | undefined;
  /** Participants who have no more breaks than they must have. */
  fewest?: readonly number[] | undefined;
  /** A participant with fewer breaks than this. */
  fewer?: { person: number; than: number } | undefined;
}

/** Asks exact questions about one instance. Every question keeps what was learnt from those before. */
export class Prover {
  private constructor(
    private readonly model: Model,
    private readonly encoding: Encoding,
    private readonly sat: Sat,
    /** Breaks counted: more can only be asked about where more are not possible. */
    private readonly maxBreaks: number,
    /** Breaks each participant must have, when all are placed. */
    readonly least: Int32Array,
  ) {}

  /** For schedules that place everything, with `maxBreaks` breaks at most when asked about. */
  static forAll(model: Model, known: Bounds, fairness: number | undefined, maxBreaks: number) {
    const { slots, fairnessBase } = known;
    const breaksOf = known.breaksOf.map((n) => Math.max(n, fairnessBase));
    return Prover.make(model, { place: 'all', slots, maxBreaks, breaksOf, fairness });
  }

  /** For schedules that leave `maxMissing` units of weight unplaced at most. */
  static forMost(
    model: Model,
    fairness: number | undefined,
    best: Int32Array,
    maxBreaks: number,
    maxMissing: number,
  ) {
    const slots = openSlots(model);
    // Pins that are kept stay kept: they are no matter of weight.
    const forced = Array.from(model.fixed.keys()).filter((m) => model.fixed[m]! >= 0 && best[m]! >= 0);
    return Prover.make(model, { place: 'most', slots, forced, maxBreaks, maxMissing, fairness });
  }

  private static make(model: Model, options: EncodeOptions) {
    const encoding = encode(model, options);
    // No phases from the best schedule: they would hold the search where no better one is.
    const sat = new Sat(encoding.cnf.clauses(), encoding.cnf.variables);
    const least = options.breaksOf ?? new Int32Array(model.people);
    return new Prover(model, encoding, sat, options.maxBreaks, least);
  }

  /** Is there such a schedule? Says `unknown` after so many conflicts. */
  async ask(conflicts: number, question: Question): Promise<Proof> {
    const { breaks, missing, kept, fewer, fewest = [] } = question;
    const { breaks: counted, breaksOf, missing: left } = this.encoding;
    const assumptions: number[] = [];
    // More breaks than are counted: ask for as many as are, which a refutation then says nothing about.
    const beyond = breaks !== undefined && counted.length > this.maxBreaks && breaks >= counted.length;
    const tooMany = breaks === undefined ? undefined : counted[beyond ? counted.length - 1 : breaks];
    const tooFew = missing === undefined ? undefined : left[missing];
    const again = fewer === undefined ? undefined : breaksOf[fewer.person]?.[fewer.than - 1];
    for (const literal of [tooMany, tooFew, again]) if (literal) assumptions.push(-literal);
    kept?.forEach((t, m) => {
      const there = t < 0 ? 0 : this.encoding.at[m * this.model.slots + t]!;
      if (there > 0) assumptions.push(there);
    });
    const people = new Map(fewest.map((p) => [-(breaksOf[p]?.[this.least[p]!] ?? 0), p]));
    for (const literal of people.keys()) if (literal) assumptions.push(literal);
    const answer = await this.sat.ask(assumptions, Math.floor(conflicts));
    const { status, model: truth, core = [] } = answer;
    if (status === 'unsatisfiable' && beyond) return { status: 'unknown' };
    if (truth) return { status, slotOf: this.read(truth) };
    const used = core.flatMap((literal) => people.get(literal) ?? []);
    return { status, core: { people: used, counted: tooMany !== undefined && core.includes(-tooMany) } };
  }

  private read(truth: Uint8Array): Int32Array {
    const { meetings, slots } = this.model;
    const slotOf = new Int32Array(meetings).fill(-1);
    this.encoding.at.forEach((v, i) => {
      if (v > 0 && truth[v] === 1) slotOf[Math.floor(i / slots)] = i % slots;
    });
    return slotOf;
  }

  stop(): void {
    this.sat.stop();
  }

  close(): Promise<void> {
    return this.sat.close();
  }
}

/**
 * Names meetings that cannot all be placed: those the refutation used. Empty when it did not end within
 * the conflicts, or the exact part is not there.
 */
export async function conflictingMeetings(
  model: Model,
  fairness: number | undefined,
  conflicts: number,
  signal: AbortSignal,
): Promise<number[]> {
  const slots = openSlots(model);
  const { cnf, placed } = encode(model, { place: 'chosen', slots, maxBreaks: 0, fairness });
  const sat = new Sat(cnf.clauses(), cnf.variables);
  const stop = () => sat.stop();
  signal.addEventListener('abort', stop);
  try {
    let core = placed;
    // A refutation of the refutation's own meetings is often smaller; twice is cheap.
    for (let i = 0; i < 3; i++) {
      const answer = await sat.ask(core, conflicts);
      if (answer.status !== 'unsatisfiable' || !answer.core) break;
      core = answer.core;
    }
    return core === placed ? [] : placed.flatMap((z, m) => (core.includes(z) ? [m] : []));
  } finally {
    signal.removeEventListener('abort', stop);
    await sat.close();
  }
}
