import type { Instance, InstanceMeeting } from './instance.js';
import { Rng } from './rng.js';

/** What kind of event to make up. Rates are shares from 0 to 1; 0 unless given. */
export interface GenerateOptions {
  participants: number;
  slots: number;
  /** Meetings aimed at; fewer when pairs run out. */
  meetings: number;
  seed: number;
  /** Meetings per slot; unlimited unless given. */
  tables?: number;
  /** Share of the slots outside a participant's stay that they forbid. */
  forbidden?: number;
  /** Share of the meetings with a session wish (the planted one). */
  sessions?: number;
  /** Share of the meetings pinned to their planted slot. */
  fixed?: number;
  /** Share of the meetings that must be after some other one (earlier in the planted schedule). */
  precedences?: number;
  /** Weights from 1 to this; 1 unless given. */
  weights?: number;
}

/**
 * Makes up an event around a hidden schedule with few breaks, so that everything can be placed. Everybody
 * stays for a stretch of consecutive slots; in each slot those present are paired, nobody twice with the
 * same partner. Returns the instance and the hidden schedule (slot of each meeting from 1).
 */
export function generate(options: GenerateOptions): { instance: Instance; hidden: number[] } {
  const { participants: P, slots: T, meetings: wanted, tables = P } = options;
  const rng = new Rng(options.seed);
  const stays = makeStays(P, T, wanted, rng);
  const met = new Set<number>();
  const pairs: { a: number; b: number; slot: number }[] = [];
  for (const t of rng.shuffle(Array.from({ length: T }, (_, i) => i))) {
    const present = rng.shuffle(stays.flatMap(([from, to], p) => (t >= from && t < to ? [p] : [])));
    let free = Math.min(tables, wanted - pairs.length);
    while (present.length > 1 && free > 0) {
      const a = present.pop()!;
      const i = present.findLastIndex((b) => !met.has(Math.min(a, b) * P + Math.max(a, b)));
      if (i < 0) continue;
      const [b] = present.splice(i, 1);
      met.add(Math.min(a, b!) * P + Math.max(a, b!));
      pairs.push({ a, b: b!, slot: t });
      free--;
    }
  }
  rng.shuffle(pairs);
  const morningSlots = options.sessions ? Math.ceil(T / 2) : T;
  const meetings = pairs.map((pair, i): InstanceMeeting => {
    const meeting: InstanceMeeting = { a: pair.a + 1, b: pair.b + 1 };
    if (options.weights) meeting.weight = 1 + rng.int(options.weights);
    if (rng.unit() < (options.sessions ?? 0)) {
      meeting.session = pair.slot < morningSlots ? 'morning' : 'afternoon';
    }
    if (rng.unit() < (options.fixed ?? 0)) meeting.fixed = pair.slot + 1;
    const other = rng.int(pairs.length);
    if (rng.unit() < (options.precedences ?? 0) && pairs[other]!.slot < pairs[i]!.slot) {
      meeting.after = [other + 1];
    }
    return meeting;
  });
  const busy = stays.map(() => new Set<number>());
  for (const { a, b, slot } of pairs) {
    busy[a]!.add(slot);
    busy[b]!.add(slot);
  }
  const forbidden = busy.map((set) => {
    const out: number[] = [];
    for (let t = 0; t < T; t++) if (!set.has(t) && rng.unit() < (options.forbidden ?? 0)) out.push(t + 1);
    return out;
  });
  const instance: Instance = { participants: P, slots: T, morningSlots, meetings, forbidden };
  if (options.tables !== undefined) instance.tables = options.tables;
  return { instance, hidden: pairs.map(({ slot }) => slot + 1) };
}

/** From and to (exclusive) of each participant: most for a middling time, a few all day. */
function makeStays(P: number, T: number, wanted: number, rng: Rng): [number, number][] {
  const mean = (2 * wanted) / Math.max(1, P);
  return Array.from({ length: P }, () => {
    const spread = 0.4 + 0.6 * (rng.unit() + rng.unit());
    const length = Math.max(1, Math.min(T, Math.round(mean * spread)));
    const from = rng.int(T - length + 1);
    return [from, from + length];
  });
}
