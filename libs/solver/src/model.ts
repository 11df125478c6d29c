import type { Instance } from './instance.js';

/** Adjacency in one array: the items of `i` are `list[from[i]] … list[from[i + 1] - 1]`. */
export interface Lists {
  from: Int32Array;
  list: Int32Array;
}

/**
 * An instance compiled into typed arrays; everything counts from 0.
 * Forbidden slots, sessions and pins are folded into one set of slots per meeting.
 */
export interface Model {
  people: number;
  meetings: number;
  slots: number;
  /** The two participants of each meeting. */
  a: Int32Array;
  b: Int32Array;
  weight: Float64Array;
  /** Meetings that fit into each slot. */
  capacity: Int32Array;
  /** 32-bit words per meeting in `allowed`. */
  words: number;
  /** Bit set of the slots each meeting may be in. */
  allowed: Int32Array;
  /** Slot a meeting is pinned to, or -1. */
  fixed: Int32Array;
  /** Meetings of each participant. */
  of: Lists;
  /** Meetings that must be strictly earlier / strictly later. */
  before: Lists;
  after: Lists;
  hasPrecedences: boolean;
}

function lists(count: number, pairs: Iterable<readonly [number, number]>): Lists {
  const from = new Int32Array(count + 1);
  const all = [...pairs];
  for (const [i] of all) from[i + 1]!++;
  for (let i = 0; i < count; i++) from[i + 1]! += from[i]!;
  const list = new Int32Array(all.length);
  const next = from.slice();
  for (const [i, x] of all) list[next[i]!++] = x;
  return { from, list };
}

/** Is slot `t` in the bit set of item `i`? */
export function hasSlot(sets: Int32Array, words: number, i: number, t: number): boolean {
  return ((sets[i * words + (t >> 5)]! >>> (t & 31)) & 1) === 1;
}

/** The slots in the bit set of item `i`, ascending. */
export function slotsIn(sets: Int32Array, words: number, i: number, slots: number): number[] {
  const out: number[] = [];
  for (let t = 0; t < slots; t++) if (hasSlot(sets, words, i, t)) out.push(t);
  return out;
}

/** Compiles a checked instance. */
export function compile(instance: Instance): Model {
  const { participants: people, slots } = instance;
  const meetings = instance.meetings.length;
  const words = Math.max(1, (slots + 31) >> 5);
  const a = new Int32Array(meetings);
  const b = new Int32Array(meetings);
  const weight = new Float64Array(meetings);
  const fixed = new Int32Array(meetings).fill(-1);
  const allowed = new Int32Array(meetings * words);
  const free = new Uint8Array(people * slots).fill(1);
  instance.forbidden?.forEach((set, p) => {
    for (const t of set) free[p * slots + t - 1] = 0;
  });
  const morning = instance.morningSlots ?? slots;
  const earliest = (instance.notBefore ?? 1) - 1;
  const before: [number, number][] = [];
  instance.meetings.forEach((m, i) => {
    a[i] = m.a - 1;
    b[i] = m.b - 1;
    weight[i] = m.weight ?? 1;
    if (m.fixed) fixed[i] = m.fixed - 1;
    for (const x of new Set(m.after ?? [])) before.push([i, x - 1]);
    // A meeting after itself can never be held.
    const possible = !m.after?.includes(i + 1);
    for (let t = 0; t < slots; t++) {
      const session = m.session ?? 'any';
      const fits = session === 'any' || (session === 'morning' ? t < morning : t >= morning);
      const pinned = fixed[i] === -1 ? t >= earliest : fixed[i] === t;
      if (possible && fits && pinned && free[a[i] * slots + t] && free[b[i] * slots + t]) {
        allowed[i * words + (t >> 5)]! |= 1 << (t & 31);
      }
    }
  });
  const capacity = new Int32Array(slots);
  for (let t = 0; t < slots; t++) {
    const tables = Array.isArray(instance.tables) ? instance.tables[t] : instance.tables;
    // More tables than meetings are no more than that, and would not fit into 32 bits for ever.
    capacity[t] = Math.min(tables ?? meetings, meetings);
  }
  return {
    people,
    meetings,
    slots,
    a,
    b,
    weight,
    capacity,
    words,
    allowed,
    fixed,
    of: lists(
      people,
      instance.meetings.flatMap((m, i): [number, number][] => [
        [m.a - 1, i],
        [m.b - 1, i],
      ]),
    ),
    before: lists(meetings, before),
    after: lists(
      meetings,
      before.map(([later, earlier]): [number, number] => [earlier, later]),
    ),
    hasPrecedences: before.length > 0,
  };
}
