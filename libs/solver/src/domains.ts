import { type Model, slotsIn } from './model.js';
import type { Reason } from './reasons.js';

/** The slots each meeting may be in when every meeting is placed, or why that cannot be. */
export interface Domains {
  /** Slots of each meeting, ascending, from 0. */
  slots: number[][];
  reasons: Reason[];
}

/** The slots open to each meeting by itself, ascending, from 0. */
export function openSlots(model: Model): number[][] {
  return Array.from({ length: model.meetings }, (_, m) =>
    slotsIn(model.allowed, model.words, m, model.slots),
  );
}

/**
 * Narrows every meeting's slots by its precedences, supposing that all meetings are placed: a meeting is
 * later than the earliest possible slot of all before it, and so on along chains.
 */
export function narrow(model: Model): Domains {
  const slots = openSlots(model);
  const reasons: Reason[] = [];
  slots.forEach((set, m) => {
    if (set.length > 0) return;
    const participants: [number, number] = [model.a[m]! + 1, model.b[m]! + 1];
    reasons.push({ code: 'meeting-without-slot', meeting: m + 1, participants });
  });
  if (!model.hasPrecedences || reasons.length > 0) return { slots, reasons };
  const cycle = findCycle(model);
  if (cycle) reasons.push({ code: 'precedence-cycle', meetings: cycle.map((m) => m + 1) });
  else tighten(model, slots, reasons);
  return { slots, reasons };
}

/** Meetings in an order that has every meeting after those before it; shorter when there is a cycle. */
function topological(model: Model): number[] {
  const { before, after, meetings } = model;
  const waiting = Int32Array.from({ length: meetings }, (_, m) => before.from[m + 1]! - before.from[m]!);
  const order: number[] = [];
  for (let m = 0; m < meetings; m++) if (waiting[m] === 0) order.push(m);
  for (let i = 0; i < order.length; i++) {
    const m = order[i]!;
    for (let j = after.from[m]!; j < after.from[m + 1]!; j++) {
      const x = after.list[j]!;
      if (--waiting[x]! === 0) order.push(x);
    }
  }
  return order;
}

function findCycle(model: Model): number[] | undefined {
  const sorted = new Set(topological(model));
  if (sorted.size === model.meetings) return undefined;
  const { before } = model;
  // Everything unsorted waits for something unsorted: walking back must come round.
  let m = 0;
  while (sorted.has(m)) m++;
  const path: number[] = [];
  while (!path.includes(m)) {
    path.push(m);
    const earlier = before.list.subarray(before.from[m], before.from[m + 1]);
    m = earlier.find((x) => !sorted.has(x)) ?? m;
  }
  return path.slice(path.indexOf(m)).reverse();
}

function tighten(model: Model, slots: number[][], reasons: Reason[]): void {
  const { before, after, meetings } = model;
  const earliest = new Int32Array(meetings);
  const latest = new Int32Array(meetings).fill(model.slots - 1);
  const order = topological(model);
  for (const m of order) {
    for (let i = before.from[m]!; i < before.from[m + 1]!; i++) {
      earliest[m] = Math.max(earliest[m]!, earliest[before.list[i]!]! + 1);
    }
    earliest[m] = slots[m]!.find((t) => t >= earliest[m]!) ?? model.slots;
  }
  for (const m of order.reverse()) {
    for (let i = after.from[m]!; i < after.from[m + 1]!; i++) {
      latest[m] = Math.min(latest[m]!, latest[after.list[i]!]! - 1);
    }
    latest[m] = slots[m]!.findLast((t) => t <= latest[m]!) ?? -1;
    slots[m] = slots[m]!.filter((t) => t >= earliest[m]! && t <= latest[m]!);
  }
  for (const m of order) {
    if (slots[m]!.length > 0) continue;
    reasons.push({
      code: 'precedence-chain',
      meeting: m + 1,
      earliest: earliest[m]! + 1,
      latest: latest[m]! + 1,
    });
    return;
  }
}
