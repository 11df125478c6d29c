import { slotTimes, type MeetingBlock } from '@foyer/contracts';
import { dayKey, instantOf } from '@foyer/locales';

/** What an organiser fills in: the same hours on some days, by the event's clock. */
export interface BlockPlan {
  /** `2026-12-14` */
  days: string[];
  /** `10:00` */
  from: string;
  to: string;
  slotMinutes: number;
  gapMinutes: number;
  /** Null: no limit. */
  tables: number | null;
}
export type PlannedBlock = Pick<
  MeetingBlock,
  'startsAt' | 'endsAt' | 'slotMinutes' | 'gapMinutes' | 'tables'
>;

/** The days of an event by its own clock, at most two months of them. */
export function daysOf(event: { startsAt: string; endsAt: string; timeZone: string }): string[] {
  const days = new Set<string>();
  const last = Date.parse(event.endsAt) - 1;
  for (let at = Date.parse(event.startsAt); at < last && days.size < 62; at += 6 * 3_600_000) {
    days.add(dayKey(at, event.timeZone));
  }
  return [...days.add(dayKey(last, event.timeZone))];
}

/** One block for each day; none for a day on which the hours make no sense. */
export function plannedBlocks(plan: BlockPlan, timeZone: string): PlannedBlock[] {
  return plan.days.toSorted().flatMap((day) => {
    const start = instantOf(day, plan.from, timeZone);
    const end = instantOf(day, plan.to, timeZone);
    if (start === undefined || end === undefined || end <= start) return [];
    const { slotMinutes, gapMinutes, tables } = plan;
    const times = { startsAt: new Date(start).toISOString(), endsAt: new Date(end).toISOString() };
    const block = { ...times, slotMinutes, gapMinutes, tables };
    return slotTimes(block).length > 0 ? [block] : [];
  });
}
