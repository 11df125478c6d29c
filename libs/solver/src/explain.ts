import type { Instance } from './instance.js';

/** Why a slot is not open to a meeting that was left over. */
export type Obstacle =
  | 'participant-busy'
  | 'participant-unavailable'
  | 'tables-full'
  | 'session'
  | 'pinned-elsewhere'
  | 'order'
  | 'not-before';

/** What would let a meeting in; slots and participants from 1. */
export type Help =
  /** One more table in this slot. */
  | { code: 'add-table'; slot: number }
  /** The participant giving up that they are not available then. */
  | { code: 'open-slot'; slot: number; participant: number }
  /** Setting the wish for morning or afternoon aside. */
  | { code: 'drop-session'; slot: number }
  /** Giving up the pin. */
  | { code: 'unpin'; slot: number }
  /** Moving or giving up this other meeting, the only one in the way. */
  | { code: 'move-meeting'; slot: number; meeting: number };

/** Why one meeting was left over, as data. */
export interface Explanation {
  meeting: number;
  /** What stands in the way in each slot (index 0 = slot 1); several things may. */
  obstacles: Obstacle[][];
  /** Accepted meetings and available slots of the two: somebody with more meetings than slots is the reason. */
  participants: { participant: number; meetings: number; availableSlots: number; busySlots: number }[];
  /** Changes each of which would be enough by itself, at most ten. */
  help: Help[];
}

const MOST_HELP = 10;

/** Explains every meeting that a schedule (slot of each meeting from 1, 0 = not placed) leaves over. */
export function explain(instance: Instance, slotOfMeeting: readonly number[]): Explanation[] {
  const day = new Diary(instance, slotOfMeeting);
  return instance.meetings.flatMap((_, i) => (slotOfMeeting[i] ? [] : [day.explain(i)]));
}

/** Who is where when, for looking up. */
class Diary {
  private readonly busy: Map<number, number>[];
  private readonly unavailable: Set<number>[];
  private readonly held: number[];

  constructor(
    private readonly instance: Instance,
    private readonly slotOf: readonly number[],
  ) {
    const people = Array.from({ length: instance.participants + 1 }, (_, p) => p);
    this.busy = people.map(() => new Map<number, number>());
    this.unavailable = people.map((p) => new Set(instance.forbidden?.[p - 1] ?? []));
    this.held = new Array<number>(instance.slots + 1).fill(0);
    instance.meetings.forEach(({ a, b }, i) => {
      const slot = slotOf[i] ?? 0;
      if (slot === 0) return;
      this.busy[a]!.set(slot, i);
      this.busy[b]!.set(slot, i);
      this.held[slot]!++;
    });
  }

  explain(i: number): Explanation {
    const { instance } = this;
    const { a, b } = instance.meetings[i]!;
    const obstacles: Obstacle[][] = [];
    const help: Help[] = [];
    for (let slot = 1; slot <= instance.slots; slot++) {
      const found = this.obstacles(i, slot);
      obstacles.push([...new Set(found)]);
      const only = found.length === 1 ? this.helpFor(i, slot, found[0]!) : undefined;
      if (only) help.push(only);
    }
    // What the organiser can do alone comes first.
    const order: Help['code'][] = ['add-table', 'drop-session', 'unpin', 'open-slot', 'move-meeting'];
    help.sort((x, y) => order.indexOf(x.code) - order.indexOf(y.code));
    const participants = [a, b].map((p) => ({
      participant: p,
      meetings: instance.meetings.filter((m) => m.a === p || m.b === p).length,
      availableSlots: instance.slots - this.unavailable[p]!.size,
      busySlots: this.busy[p]!.size,
    }));
    return { meeting: i + 1, obstacles, participants, help: help.slice(0, MOST_HELP) };
  }

  /** One entry for each thing in the way; the same kind twice when it holds for both people. */
  private obstacles(i: number, slot: number): Obstacle[] {
    const { instance, slotOf } = this;
    const m = instance.meetings[i]!;
    const out: Obstacle[] = [];
    if (slot < (instance.notBefore ?? 1)) out.push('not-before');
    for (const p of [m.a, m.b]) {
      if (this.unavailable[p]!.has(slot)) out.push('participant-unavailable');
      else if (this.busy[p]!.has(slot)) out.push('participant-busy');
    }
    const tables = Array.isArray(instance.tables) ? instance.tables[slot - 1] : instance.tables;
    if (tables !== undefined && this.held[slot]! >= tables) out.push('tables-full');
    const morning = slot <= (instance.morningSlots ?? instance.slots);
    if ((m.session === 'morning' && !morning) || (m.session === 'afternoon' && morning)) out.push('session');
    if (m.fixed && m.fixed !== slot) out.push('pinned-elsewhere');
    const early = m.after?.some((x) => (slotOf[x - 1] ?? 0) >= slot);
    const late = instance.meetings.some((x, j) => {
      const at = slotOf[j] ?? 0;
      return at > 0 && at <= slot && x.after?.includes(i + 1);
    });
    if (early || late) out.push('order');
    return out;
  }

  private helpFor(i: number, slot: number, obstacle: Obstacle): Help | undefined {
    const { a, b } = this.instance.meetings[i]!;
    switch (obstacle) {
      case 'tables-full':
        return { code: 'add-table', slot };
      case 'session':
        return { code: 'drop-session', slot };
      case 'pinned-elsewhere':
        return { code: 'unpin', slot };
      case 'participant-unavailable':
        return { code: 'open-slot', slot, participant: this.unavailable[a]!.has(slot) ? a : b };
      case 'participant-busy': {
        const other = this.busy[a]!.get(slot) ?? this.busy[b]!.get(slot);
        return other === undefined ? undefined : { code: 'move-meeting', slot, meeting: other + 1 };
      }
      case 'order':
      case 'not-before':
        return undefined;
    }
  }
}
