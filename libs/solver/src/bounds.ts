import { narrow, openSlots } from './domains.js';
import { fewestBreaks } from './fewest-breaks.js';
import { Matching } from './matching.js';
import type { Model } from './model.js';
import type { Reason } from './reasons.js';

/** What can be said about every schedule before any is made. */
export interface Bounds {
  /** At least this much weight stays unplaced. */
  unplacedWeight: number;
  /** Breaks of every schedule that places everything: per participant, and together. */
  breaksOf: Int32Array;
  breaks: number;
  /** Slots of each meeting (from 0) in every schedule that places everything. */
  slots: number[][];
  /** Breaks everybody has to have for the fairness limit to be possible; usually 0. */
  fairnessBase: number;
  /** Why not everything can be placed (within the fairness limit); empty when nothing speaks against it. */
  reasons: Reason[];
}

/** Lower bounds and cheap proofs that not everything can be placed. Polynomial, apart from a capped search. */
export function bounds(model: Model, fairness?: number): Bounds {
  const { slots, reasons } = narrow(model);
  const found: Bounds = {
    unplacedWeight: 0,
    breaksOf: new Int32Array(model.people),
    breaks: 0,
    slots,
    fairnessBase: 0,
    reasons,
  };
  // What stays unplaced is bounded without the precedences: they bind only meetings that are placed.
  const open = openSlots(model);
  const reasonsOpen: Reason[] = [];
  found.unplacedWeight = Math.max(participants(model, open, reasonsOpen), tables(model, open, reasonsOpen));
  if (reasonsOpen.length === 0 && reasons.length === 0 && model.hasPrecedences) {
    participants(model, slots, reasonsOpen);
    tables(model, slots, reasonsOpen);
  }
  reasons.push(...reasonsOpen);
  if (reasons.length > 0) {
    const lightest = model.weight.reduce((x, y) => Math.min(x, y), Infinity);
    found.unplacedWeight = Math.max(found.unplacedWeight, lightest);
  } else {
    breaksBounds(model, found, fairness);
  }
  return found;
}

function meetingsOf(model: Model, p: number): number[] {
  return Array.from(model.of.list.subarray(model.of.from[p], model.of.from[p + 1]));
}

type Slots = readonly (readonly number[])[];

/** Hall's condition for each participant: all meetings into different slots. Returns weight left over. */
function participants(model: Model, slots: Slots, reasons: Reason[]): number {
  const one = new Uint8Array(model.slots).fill(1);
  let missing = 0;
  for (let p = 0; p < model.people; p++) {
    const mine = meetingsOf(model, p);
    const matching = new Matching(mine.length, one, (i) => slots[mine[i]!]!);
    let short = 0;
    mine.forEach((_, i) => {
      if (matching.add(i)) return;
      const { places, items } = matching.violator();
      if (short++ > 0 || places.length === 0) return;
      const meetings = [...items, i].map((x) => mine[x]! + 1).sort((x, y) => x - y);
      const full = places.map((t) => t + 1);
      reasons.push({ code: 'participant-overbooked', participant: p + 1, meetings, slots: full });
    });
    const light = mine.map((m) => model.weight[m]!).sort((x, y) => x - y);
    for (let i = 0; i < short; i++) missing += light[i]!;
  }
  // Every meeting is missing to two participants at most.
  return missing / 2;
}

/** Hall's condition for the slots: tables, and two people per meeting. Returns weight left over. */
function tables(model: Model, slots: Slots, reasons: Reason[]): number {
  const open = new Int32Array(model.slots);
  for (let p = 0; p < model.people; p++) {
    for (const t of new Set(meetingsOf(model, p).flatMap((m) => slots[m]!))) open[t]!++;
  }
  const places = open.map((people, t) => Math.min(model.capacity[t]!, people >> 1));
  const matching = new Matching(model.meetings, places, (m) => slots[m]!);
  let missing = model.meetings - places.reduce((x, y) => x + y, 0);
  for (let m = 0; m < model.meetings; m++) {
    if (slots[m]!.length === 0 || matching.add(m)) continue;
    missing = Math.max(missing, 1);
    const full = matching.violator();
    const sum = full.places.reduce((n, t) => n + places[t]!, 0);
    reasons.push({
      code: 'slots-full',
      meetings: full.items.length + 1,
      places: sum,
      slots: full.places.map((t) => t + 1),
    });
    break;
  }
  if (missing <= 0) return 0;
  const light = [...model.weight].sort((x, y) => x - y).slice(0, missing);
  return light.reduce((x, y) => x + y, 0);
}

function breaksBounds(model: Model, found: Bounds, fairness: number | undefined): void {
  let worst = -1;
  let easy = -1;
  for (let p = 0; p < model.people; p++) {
    const mine = meetingsOf(model, p);
    const least = fewestBreaks(
      mine.map((m) => found.slots[m]!),
      model.slots,
    );
    found.breaksOf[p] = Number.isFinite(least) ? least : 0;
    found.breaks += found.breaksOf[p]!;
    if (worst < 0 || found.breaksOf[p]! > found.breaksOf[worst]!) worst = p;
    if (easy < 0 || mine.length < model.of.from[easy + 1]! - model.of.from[easy]!) easy = p;
  }
  if (fairness === undefined || worst < 0) return;
  const least = found.breaksOf[worst]!;
  found.fairnessBase = Math.max(0, least - fairness);
  // Nobody has more breaks than meetings less one, nor than there are slots for.
  const k = model.of.from[easy + 1]! - model.of.from[easy]!;
  const most = Math.max(0, Math.min(k - 1, model.slots - k));
  if (most >= found.fairnessBase) {
    let sum = 0;
    for (let p = 0; p < model.people; p++) sum += Math.max(found.breaksOf[p]!, found.fairnessBase);
    found.breaks = sum;
    return;
  }
  found.reasons.push({
    code: 'fairness-unreachable',
    participant: worst + 1,
    breaks: least,
    other: most,
    limit: fairness,
  });
}
