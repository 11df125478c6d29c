import { Neighbourhoods } from './neighbourhoods.js';
import { Prover, conflictingMeetings } from './prover.js';
import type { Run } from './run.js';
import { Spread } from './spread.js';

/** Conflicts of the first question; each one without an answer lets the next take more. */
const CONFLICTS = 4000;
const GROWTH = 1.4;
/** The question from below may take so many times as much. */
const BELOW = 2;
/** So does the search for who has the breaks. */
const SPREAD = 8;
/** Coolings of annealing in each round. */
const CYCLES = 1;
/** What a conflict counts in the budget of moves. */
const MOVES_PER_CONFLICT = 20;
/** A question answered sooner counts as this share of its conflicts. */
const ANSWERED = 0.15;
/** Rounds of annealing before the exact part is asked, unless they would take half the budget. */
const WARM_UP = 3;
/** Unplaced weight up to which the exact part counts it. */
const MOST_MISSING = 60;

/**
 * Annealing and exact questions in turns, until the best schedule is proved best or the budget is spent:
 * first whether everything can be placed, then whether fewer breaks are possible than found.
 */
export async function prove(run: Run): Promise<void> {
  const { pace } = run;
  for (let i = 0; i < WARM_UP && !pace.over() && !run.optimal; i++) {
    if (i > 0 && pace.left() < pace.spent) break;
    await run.cycle();
  }
  if (pace.over() || run.optimal) return;
  if (run.proved.reasons.length === 0) {
    const refuted = await withAllPlaced(run);
    if (!refuted) return;
    await nameReason(run);
  }
  if (!pace.over()) await withMostPlaced(run);
}

/** Works on schedules that place everything. True when there is none. */
async function withAllPlaced(run: Run): Promise<boolean> {
  const { annealer, pace, known, model, options } = run;
  const complete = () => annealer.best.unplaced < 1e-9 && annealer.best.excess === 0;
  const most = complete() ? annealer.best.breaks : Math.min(model.people * 2, 100);
  const prover = Prover.forAll(model, known, options.fairness, most);
  const stop = () => prover.stop();
  pace.ending.addEventListener('abort', stop);
  const near = new Neighbourhoods(run, prover);
  const spread = new Spread(run, prover);
  try {
    let conflicts = CONFLICTS;
    while (!pace.over() && !run.optimal) {
      // From below: as few breaks as are not ruled out; both answers tell much.
      const wanted = complete() ? run.breaksBound : undefined;
      // With no more than nobody can do without there is nothing to spread.
      const share = wanted === undefined ? 1 : spread.spare(wanted) > 0 ? BELOW : BELOW + SPREAD;
      const limit = Math.floor(conflicts * share);
      const { status, slotOf } = await prover.ask(limit, { breaks: wanted });
      pace.spent += (status === 'unknown' ? limit : limit * ANSWERED) * MOVES_PER_CONFLICT;
      if (status === 'unavailable') {
        while (!pace.over() && !run.optimal) await run.cycle();
      } else if (slotOf) {
        run.adopt(slotOf);
      } else if (status === 'unsatisfiable') {
        if (wanted === undefined) return true;
        run.refute(wanted);
        continue;
      }
      // Then parts of the question, which are answered with "yes" far sooner.
      if (complete()) {
        if (spread.spare(run.breaksBound) > 0) await spread.search(run.breaksBound, conflicts * SPREAD);
        const less = annealer.best.breaks - 1;
        if (less > run.breaksBound) await spread.search(less, conflicts);
        await near.search(conflicts);
      }
      conflicts *= GROWTH;
      for (let i = 0; i < CYCLES && !pace.over() && !run.optimal; i++) await run.cycle();
    }
    return false;
  } finally {
    pace.ending.removeEventListener('abort', stop);
    await prover.close();
  }
}

async function nameReason(run: Run): Promise<void> {
  const { model, options, pace, proved } = run;
  const { fairness } = options;
  const found = await conflictingMeetings(model, fairness, 100_000, pace.ending);
  proved.reasons.push({
    code: 'no-schedule',
    meetings: found.map((m) => m + 1),
    fairness: fairness ?? null,
  });
  run.report();
}

/** Not everything can be placed: as much as possible, then with as few breaks as possible. */
async function withMostPlaced(run: Run): Promise<void> {
  const { annealer, pace, model, options, proved } = run;
  const whole = model.weight.every((w) => Number.isInteger(w));
  const missing = () => Math.round(annealer.best.unplaced);
  if (!whole || missing() > MOST_MISSING || annealer.best.excess > 0) {
    while (!pace.over() && !run.optimal) await run.cycle();
    return;
  }
  const { breaks } = annealer.best;
  const most = breaks + 40;
  const prover = Prover.forMost(model, options.fairness, annealer.bestSlots, most, missing());
  const stop = () => prover.stop();
  pace.ending.addEventListener('abort', stop);
  try {
    for (let conflicts = CONFLICTS; !pace.over() && !run.optimal; conflicts *= 1.5) {
      const placement = proved.placement || missing() <= run.known.unplacedWeight + 1e-9;
      const question = placement
        ? { breaks: annealer.best.breaks - 1, missing: missing() }
        : { missing: missing() - 1 };
      const { status, slotOf } = await prover.ask(conflicts, question);
      pace.spent += Math.floor(conflicts) * MOVES_PER_CONFLICT;
      if (slotOf) run.adopt(slotOf);
      else if (status === 'unsatisfiable' && placement) proved.breaks = annealer.best.breaks;
      else if (status === 'unsatisfiable') proved.placement = true;
      else await run.cycle();
      if (status === 'unavailable') {
        while (!pace.over() && !run.optimal) await run.cycle();
      }
    }
    run.report();
  } finally {
    pace.ending.removeEventListener('abort', stop);
    await prover.close();
  }
}
