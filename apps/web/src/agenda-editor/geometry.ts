import { dayKey, instantOf } from '@foyer/locales';

export const minute = 60_000;
/** What times are rounded to when a card is dragged. */
export const snapMinutes = 5;
/** Ten minutes have room for a line of text, and a day of eight hours is not endless. */
export const pixelsPerMinute = 2.5;
/** A card of five minutes still has a line to be read: it is as high as this many minutes. */
export const shortest = 10;

/** Something that stands in the grid; times in minutes since the day began. */
export interface Block {
  id: string;
  /** The column it stands in, from 0. */
  column: number;
  from: number;
  to: number;
}
/** Where among the columns' lanes it stands: the second of three, say, where three overlap. */
export interface Lane {
  lane: number;
  lanes: number;
}

/** The instant at which a day begins on the clocks of a zone; where they skip midnight, the first that they show. */
export function dayStart(day: string, timeZone: string): number {
  for (const time of ['00:00', '00:30', '01:00', '02:00']) {
    const instant = instantOf(day, time, timeZone);
    if (instant !== undefined) return instant;
  }
  return Date.parse(`${day}T00:00Z`);
}

/** The days from the event's first to its last, and those of sessions that stand outside. */
export function daysOf(
  event: { startsAt: string; endsAt: string; timeZone: string },
  sessions: Iterable<{ startsAt: string }>,
): string[] {
  const days = new Set<string>();
  const last = Math.max(Date.parse(event.startsAt), Date.parse(event.endsAt) - 1);
  const first = Date.parse(event.startsAt);
  // Steps of half a day meet every day, however long the clocks make it; an event of years is not drawn out.
  for (let at = first; at <= last && days.size < 60; at += 12 * 60 * minute)
    days.add(dayKey(at, event.timeZone));
  days.add(dayKey(last, event.timeZone));
  for (const { startsAt } of sessions) days.add(dayKey(startsAt, event.timeZone));
  return [...days].sort();
}

/** Puts what overlaps in one column side by side. */
export function lanesOf(blocks: readonly Block[]): Map<string, Lane> {
  const result = new Map<string, Lane>();
  const columns = new Map<number, Block[]>();
  for (const block of blocks) columns.set(block.column, [...(columns.get(block.column) ?? []), block]);
  for (const column of columns.values()) {
    const ordered = column.toSorted((a, b) => a.from - b.from || b.to - a.to || (a.id < b.id ? -1 : 1));
    let cluster: { id: string; lane: number }[] = [];
    let laneEnds: number[] = [];
    const close = () => {
      for (const { id, lane } of cluster) result.set(id, { lane, lanes: laneEnds.length });
      cluster = [];
      laneEnds = [];
    };
    for (const { id, from, to } of ordered) {
      if (laneEnds.every((end) => end <= from)) close();
      const free = laneEnds.findIndex((end) => end <= from);
      const lane = free < 0 ? laneEnds.length : free;
      laneEnds[lane] = Math.max(to, from + shortest);
      cluster.push({ id, lane });
    }
    close();
  }
  return result;
}

/** The hours that a day's grid shows: what is in it, an hour around, whole hours. */
export function hoursOf(
  blocks: readonly { from: number; to: number }[],
  open: { from: number; to: number },
): { from: number; to: number } {
  const from = Math.min(open.from, ...blocks.map((block) => block.from));
  const to = Math.max(open.to, ...blocks.map((block) => block.to));
  return {
    from: Math.max(0, Math.floor((from - 30) / 60) * 60),
    to: Math.ceil((to + 30) / 60) * 60,
  };
}

/** What of the event falls on a day, in minutes since it began; working hours where nothing does. */
export function openHours(
  event: { startsAt: string; endsAt: string },
  start: number,
): { from: number; to: number } {
  const from = Math.max(0, (Date.parse(event.startsAt) - start) / minute);
  const to = Math.min(24 * 60, (Date.parse(event.endsAt) - start) / minute);
  // An event that lasts through the night says nothing about the hours of its days.
  return to > from && to - from <= 16 * 60 ? { from, to } : { from: 9 * 60, to: 18 * 60 };
}

/** Where something stands: minutes since the day began, and its column. */
export type Place = Omit<Block, 'id'>;
/** By what a card is held: to move it, or to stretch it at an edge. */
export type Held = 'move' | 'start' | 'end';

/** Where a card would stand that was taken so and brought so many minutes further, over a column. */
export function wished(was: Place, held: Held, by: number, column: number): Place {
  if (held === 'start') return { ...was, from: Math.min(was.from + by, was.to - snapMinutes) };
  if (held === 'end') return { ...was, to: Math.max(was.to + by, was.from + snapMinutes) };
  return { from: was.from + by, to: was.to + by, column };
}

export function snapped(minutes: number): number {
  return Math.round(minutes / snapMinutes) * snapMinutes;
}

/** The lines of the grid: every half hour of the shown hours, in minutes since the day began. */
export function linesOf(hours: { from: number; to: number }): number[] {
  return Array.from({ length: (hours.to - hours.from) / 30 + 1 }, (_, index) => hours.from + index * 30);
}
