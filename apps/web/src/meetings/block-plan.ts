import { slotTimes, type MeetingBlock, type MeetingMode } from '@foyer/contracts';
import { dayKey, formatTime, instantOf } from '@foyer/locales';

/** What an organiser fills in: the same hours on some days, by the event's clock. */
export interface BlockPlan {
  /** `2026-12-14` */
  days: string[];
  /** `10:00` */
  from: string;
  to: string;
  slotMinutes: number;
  gapMinutes: number;
  pauses: { from: string; to: string }[];
  /** How tables are told: only counted, by their names (one a line), or not at all. */
  how: 'number' | 'named' | 'unlimited';
  tables: number;
  names: string;
  /** Keys of categories; null: all participants. */
  categories: string[] | null;
  mode: MeetingMode;
}
export type PlannedBlock = Omit<MeetingBlock, 'id' | 'title'>;

/** The days of an event by its own clock, at most two months of them. */
export function daysOf(event: { startsAt: string; endsAt: string; timeZone: string }): string[] {
  const days = new Set<string>();
  const last = Date.parse(event.endsAt) - 1;
  for (let at = Date.parse(event.startsAt); at < last && days.size < 62; at += 6 * 3_600_000) {
    days.add(dayKey(at, event.timeZone));
  }
  return [...days.add(dayKey(last, event.timeZone))];
}

/** What a new block begins with. */
export function freshPlan(event: { startsAt: string; endsAt: string; timeZone: string }): BlockPlan {
  const start = formatTime(event.startsAt, event.timeZone);
  const until = formatTime(event.endsAt, event.timeZone);
  return {
    days: daysOf(event).slice(0, 1),
    from: start,
    // The last day of an event may end at an earlier hour than the first begins.
    to: until > start ? until : start < '18:00' ? '18:00' : '23:00',
    slotMinutes: 20,
    gapMinutes: 5,
    pauses: [],
    how: 'number',
    tables: 10,
    names: '',
    categories: null,
    mode: 'self',
  };
}

/** A block as it stands, to be changed. */
export function planOf(
  block: PlannedBlock,
  { timeZone, categories }: { timeZone: string; categories: readonly { key: string }[] },
): BlockPlan {
  const clock = (at: string): string => formatTime(at, timeZone);
  return {
    days: [dayKey(block.startsAt, timeZone)],
    from: clock(block.startsAt),
    to: clock(block.endsAt),
    slotMinutes: block.slotMinutes,
    gapMinutes: block.gapMinutes,
    pauses: block.pauses.map(({ startsAt, endsAt }) => ({ from: clock(startsAt), to: clock(endsAt) })),
    how: block.tables === null ? 'unlimited' : block.tableNames.length ? 'named' : 'number',
    tables: block.tables ?? 10,
    names: block.tableNames.join('\n'),
    // One that the event no longer has could not be unticked.
    categories: block.categories?.filter((key) => categories.some((one) => one.key === key)) ?? null,
    mode: block.mode,
  };
}

/** One block for each day; none for a day on which the hours make no sense. */
export function plannedBlocks(plan: BlockPlan, timeZone: string): PlannedBlock[] {
  return plan.days.toSorted().flatMap((day) => {
    const times = stretch(day, plan, timeZone);
    if (!times) return [];
    const { slotMinutes, gapMinutes, categories, mode } = plan;
    const pauses = plan.pauses.flatMap((pause) => stretch(day, pause, timeZone) ?? []);
    const block = { ...times, slotMinutes, gapMinutes, pauses, categories, mode, ...tablesOf(plan) };
    return slotTimes(block).length > 0 ? [block] : [];
  });
}

function tablesOf({ how, tables, names }: BlockPlan): Pick<PlannedBlock, 'tables' | 'tableNames'> {
  if (how === 'unlimited') return { tables: null, tableNames: [] };
  if (how === 'number') return { tables, tableNames: [] };
  const tableNames = names.split('\n').flatMap((name) => name.trim().slice(0, 60) || []);
  return { tables: Math.max(1, tableNames.length), tableNames };
}

/** Hours on a day by the event’s clock; undefined where they make no sense. */
function stretch(
  day: string,
  { from, to }: { from: string; to: string },
  timeZone: string,
): { startsAt: string; endsAt: string } | undefined {
  const start = instantOf(day, from, timeZone);
  const end = instantOf(day, to, timeZone);
  if (start === undefined || end === undefined || end <= start) return undefined;
  return { startsAt: new Date(start).toISOString(), endsAt: new Date(end).toISOString() };
}

/** What blocks are good for, held against the people who may use them. */
export function capacityOf(
  blocks: readonly PlannedBlock[],
  people: number,
): { slots: number; meetings: number | null; atOnce: number; each: number } {
  const atOnce = Math.floor(people / 2);
  let [slots, meetings, usable, limited] = [0, 0, 0, true];
  for (const block of blocks) {
    const count = slotTimes(block).length;
    slots += count;
    meetings += count * (block.tables ?? 0);
    usable += count * Math.min(block.tables ?? atOnce, atOnce);
    if (block.tables === null) limited = false;
  }
  const each = people < 2 ? 0 : Math.min(slots, Math.floor((2 * usable) / people));
  return { slots, meetings: limited ? meetings : null, atOnce, each };
}
