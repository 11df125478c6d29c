import type { RunningSession } from './running.js';

/** A session as the running order sees it. */
export interface PlannedItem {
  id: string;
  /** Its room on its day: what delays each other. Sessions without a room stand in one line. */
  line: string;
  /** Milliseconds since the epoch, as released. */
  startsAt: number;
  endsAt: number;
}

/** The line of a session: its room on its day, which is the event's. */
export const lineOf = (room: string | null, day: string): string => `${day} ${room ?? ''}`;

/**
 * `waiting`: not started. `passed`: not started, but one that comes after it has. `ended` is also what a started
 * session is that everybody forgot to end.
 */
export type RunState = 'waiting' | 'running' | 'ended' | 'skipped' | 'passed';

/** When a session is, as far as one can tell; all in milliseconds. */
export interface ExpectedTimes {
  state: RunState;
  /** Its place in the order: as planned, unless it was swapped. */
  slotStart: number;
  slotEnd: number;
  /** What was, or is to be expected. */
  start: number;
  end: number;
  /** Whether it goes on now: somebody started it, or nobody runs the line and its time has come. */
  goingOn: boolean;
  /** By how much it is later than its place in the order; never negative. */
  delay: number;
}

const minute = 60_000;
/** When nobody has touched a line for so long after something was due, it goes by its times again. */
export const forgottenAfter = 60 * minute;

interface Slot extends PlannedItem {
  row: RunningSession | undefined;
  slotStart: number;
  slotEnd: number;
  length: number;
}

/**
 * When each session is to be expected. One function for servers and browsers, since overrunning moves what follows
 * with every minute that passes.
 *
 * - What has not started is never expected before its place in the order, however early others end: people come
 *   by the programme. Pauses between sessions absorb a delay, breaks only when they are shortened.
 * - It is expected after what was said (`delayMinutes`) and after all that stands before it in its line and
 *   does not overlap with it; and, in a line that somebody runs, not before now.
 * - A line is run once something in it was started or delayed by hand; it is not any more when that was forgotten.
 *
 * @param rows what was done to sessions, by their id
 * @param now the event's time
 */
export function expectedTimes(
  items: readonly PlannedItem[],
  rows: Readonly<Record<string, RunningSession>>,
  now: number,
): Map<string, ExpectedTimes> {
  const lines = new Map<string, Slot[]>();
  for (const item of items) {
    const slots = lines.get(item.line);
    if (slots) slots.push(slotOf(item, rows[item.id]));
    else lines.set(item.line, [slotOf(item, rows[item.id])]);
  }
  const all = new Map<string, ExpectedTimes>();
  for (const slots of lines.values()) {
    slots.sort(inOrder);
    const byTimes = timesOf(slots, null);
    const run = slots.some(
      ({ row }) => row && !row.skipped && (row.startedAt !== null || row.delayMinutes > 0),
    );
    const alive = run && now - dueIn(byTimes, now) <= forgottenAfter;
    const times = alive ? timesOf(slots, now) : byTimes;
    slots.forEach(({ id }, index) => {
      const expected = times[index];
      if (expected) all.set(id, settled(expected, now, alive));
    });
  }
  return all;
}

/** How things stand in one line. */
export interface Outlook {
  /** What goes on; several where sessions of a line overlap. */
  now: string[];
  /** What comes after that; null at the end of the line. */
  next: string | null;
  /** What "start next" starts: like `next`, but what ought to go on and was not started comes first. */
  toStart: string | null;
  /** How late the line runs, in milliseconds. */
  delay: number;
}

/** @param ids the sessions of one line */
export function outlookOf(
  ids: readonly string[],
  times: ReadonlyMap<string, ExpectedTimes>,
  now: number,
): Outlook {
  const known = ids.flatMap((id) => {
    const expected = times.get(id);
    return expected ? [{ id, ...expected }] : [];
  });
  known.sort(inOrder);
  const going = known.filter((one) => one.goingOn);
  const next = known.find((one) => one.state === 'waiting' && !one.goingOn && one.start >= now);
  const toStart = known.find((one) => one.state === 'waiting' && (one.goingOn || one.start >= now));
  return {
    now: going.map(({ id }) => id),
    next: next?.id ?? null,
    toStart: toStart?.id ?? null,
    delay: Math.max(0, ...going.map(({ delay }) => delay), next?.delay ?? 0),
  };
}

function slotOf(item: PlannedItem, row: RunningSession | undefined): Slot {
  const moved = row?.movedMs ?? 0;
  const [slotStart, slotEnd] = [item.startsAt + moved, item.endsAt + moved];
  const length = Math.max(0, slotEnd - slotStart - (row?.shortenedMinutes ?? 0) * minute);
  return { ...item, row, slotStart, slotEnd, length };
}

const inOrder = (
  one: { slotStart: number; slotEnd: number; id: string },
  other: { slotStart: number; slotEnd: number; id: string },
): number => one.slotStart - other.slotStart || one.slotEnd - other.slotEnd || (one.id < other.id ? -1 : 1);

type Times = Omit<ExpectedTimes, 'goingOn' | 'delay'>;

/** @param now null: as if time stood still, so that nothing overruns */
function timesOf(slots: readonly Slot[], now: number | null): Times[] {
  const atLeast = now ?? Number.NEGATIVE_INFINITY;
  const lastStarted = Math.max(
    ...slots.flatMap(({ row, slotStart }) => (row?.startedAt != null ? slotStart : Number.NEGATIVE_INFINITY)),
  );
  // Slots come by their start, so what has once made room for one has made room for all that follow.
  let free = Number.NEGATIVE_INFINITY;
  let before: { slotEnd: number; end: number }[] = [];
  return slots.map(({ row, slotStart, slotEnd, length }) => {
    const slot = { slotStart, slotEnd };
    if (row?.skipped) return { ...slot, state: 'skipped', start: slotStart, end: slotEnd };
    if (row?.startedAt != null) {
      const start = Date.parse(row.startedAt);
      const end = row.endedAt === null ? Math.max(start + length, atLeast) : Date.parse(row.endedAt);
      before.push({ slotEnd, end });
      return { ...slot, state: row.endedAt === null ? 'running' : 'ended', start, end };
    }
    const said = slotStart + (row?.delayMinutes ?? 0) * minute;
    if (lastStarted >= slotEnd) return { ...slot, state: 'passed', start: said, end: said + length };
    for (const one of before) if (one.slotEnd <= slotStart) free = Math.max(free, one.end);
    before = before.filter((one) => one.slotEnd > slotStart);
    const start = Math.max(said, atLeast, free);
    before.push({ slotEnd, end: start + length });
    return { ...slot, state: 'waiting', start, end: start + length };
  });
}

/** When something was, or will be, to be done by hand: ending what runs, else starting what comes next. */
function dueIn(times: readonly Times[], now: number): number {
  const running = times.filter(({ state }) => state === 'running').map(({ end }) => end);
  if (running.length) return Math.max(...running);
  return times.find(({ state }) => state === 'waiting')?.start ?? now;
}

function settled(times: Times, now: number, alive: boolean): ExpectedTimes {
  const { state, start, end, slotStart, slotEnd } = times;
  const within = start <= now && now < end;
  const forgotten = state === 'running' && !alive && now >= end;
  return {
    ...times,
    state: forgotten ? 'ended' : state,
    goingOn: alive ? state === 'running' : within && (state === 'running' || state === 'waiting'),
    delay: Math.max(0, state === 'waiting' || state === 'passed' ? start - slotStart : end - slotEnd),
  };
}
