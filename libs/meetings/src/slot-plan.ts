import { slotTimes, type MeetingBlock } from '@foyer/contracts';

/** A slot as it stands, with what is known of its meetings. */
export interface StandingSlot {
  id: string;
  startsAt: Date;
  endsAt: Date;
  closed: boolean;
  /** Meetings that are still to take place. */
  booked: number;
  /** Meetings of any state: they refer to the slot, so it cannot go. */
  known: number;
}

export interface SlotPlan {
  /** Not among the block's times so far. */
  add: { startsAt: string; endsAt: string }[];
  /** Were closed, and are among the block's times again. */
  reopen: string[];
  /** No longer among them. Those that meetings refer to are closed, the others go. */
  close: string[];
  drop: string[];
  /** Of those closed: slots with meetings still to take place. */
  kept: StandingSlot[];
  /** Open slots afterwards. */
  open: number;
}

/**
 * How the slots of a block become those of its new times. What stays is left alone, so that its meetings are, too;
 * no new slot overlaps a meeting that is kept beside the new times, whose table would otherwise be promised twice.
 * @param wanted null: the block is taken out
 */
export function planSlots(standing: readonly StandingSlot[], wanted: Times | null): SlotPlan {
  const times = wanted ? slotTimes(wanted) : [];
  const keyOf = (start: number, end: number): string => `${String(start)} ${String(end)}`;
  const open = new Map(
    times.map((time) => [keyOf(Date.parse(time.startsAt), Date.parse(time.endsAt)), time]),
  );
  const plan: SlotPlan = { add: [], reopen: [], close: [], drop: [], kept: [], open: 0 };
  // Open ones first: of two with the same times, the one that is closed already stays so.
  for (const slot of [...standing].sort((a, b) => Number(a.closed) - Number(b.closed))) {
    if (open.delete(keyOf(slot.startsAt.getTime(), slot.endsAt.getTime()))) {
      if (slot.closed) plan.reopen.push(slot.id);
      plan.open++;
      continue;
    }
    if (slot.known === 0) plan.drop.push(slot.id);
    else if (!slot.closed) plan.close.push(slot.id);
    if (slot.booked > 0) plan.kept.push(slot);
  }
  plan.add = [...open.values()].filter(
    ({ startsAt, endsAt }) =>
      !plan.kept.some((slot) => slot.startsAt < new Date(endsAt) && new Date(startsAt) < slot.endsAt),
  );
  plan.open += plan.add.length;
  return plan;
}

type Times = Pick<MeetingBlock, 'startsAt' | 'endsAt' | 'slotMinutes' | 'gapMinutes' | 'pauses'>;
