import type { SessionDetails } from '@foyer/contracts';
import { minute, snapMinutes, type Block } from './geometry.js';

export type Direction = 'up' | 'down' | 'left' | 'right';
type When = Pick<SessionDetails, 'startsAt' | 'endsAt'>;

/** The card that lies in that direction: above and below in the same column, sideways the one most beside it. */
export function neighbour(blocks: readonly Block[], current: string, direction: Direction): string | null {
  const here = blocks.find(({ id }) => id === current);
  if (!here) return blocks[0]?.id ?? null;
  const others = blocks.filter(({ id }) => id !== current);
  const order = (block: Block) => block.from * 10_000 + block.to;
  const sameColumn = others.filter(({ column }) => column === here.column);
  if (direction === 'up' || direction === 'down') {
    const sign = direction === 'down' ? 1 : -1;
    // Two that stand at the very same time are told apart by their ids, so that every card is reached.
    const after = (block: Block) => sign * (order(block) - order(here) || (block.id < here.id ? -1 : 1));
    return closest(
      sameColumn.filter((block) => after(block) > 0),
      (block) => sign * (order(block) - order(here)),
    );
  }
  const sign = direction === 'right' ? 1 : -1;
  const sideways = others.filter(({ column }) => sign * (column - here.column) > 0);
  const nearest = Math.min(...sideways.map(({ column }) => sign * (column - here.column)));
  return closest(
    sideways.filter(({ column }) => sign * (column - here.column) === nearest),
    (block) => Math.abs(block.from - here.from) - overlap(block, here) / 10_000,
  );
}

function closest(blocks: readonly Block[], distance: (block: Block) => number): string | null {
  let best: Block | undefined;
  for (const block of blocks) {
    if (
      !best ||
      distance(block) < distance(best) ||
      (distance(block) === distance(best) && block.id < best.id)
    )
      best = block;
  }
  return best?.id ?? null;
}

function overlap(one: Block, other: Block): number {
  return Math.max(0, Math.min(one.to, other.to) - Math.max(one.from, other.from));
}

/** The first card of the day, or the last. */
export function edgeCard(blocks: readonly Block[], edge: 'first' | 'last'): string | null {
  const ordered = blocks.toSorted((a, b) => a.from - b.from || a.column - b.column);
  return (edge === 'first' ? ordered[0] : ordered.at(-1))?.id ?? null;
}

function at(instant: string, minutes: number): string {
  return new Date(Date.parse(instant) + minutes * minute).toISOString();
}

/** As long as before, so many minutes later or earlier. */
export function movedBy(session: When, minutes: number): When {
  return { startsAt: at(session.startsAt, minutes), endsAt: at(session.endsAt, minutes) };
}

/** As long as before, from that instant on. */
export function movedTo(session: When, startsAt: number): When {
  return movedBy(session, (startsAt - Date.parse(session.startsAt)) / minute);
}

/** Longer or shorter at its end; never shorter than the smallest step. Null where nothing changes. */
export function lengthened(session: When, minutes: number): Pick<When, 'endsAt'> | null {
  const length = (Date.parse(session.endsAt) - Date.parse(session.startsAt)) / minute;
  const wanted = Math.max(snapMinutes, length + minutes);
  return wanted === length ? null : { endsAt: at(session.startsAt, wanted) };
}

/** The room beside it; undefined where there is none on that side. */
export function roomBeside(
  columns: readonly (string | null)[],
  room: string | null,
  step: 1 | -1,
): string | null | undefined {
  const here = columns.indexOf(room);
  return here < 0 ? undefined : columns[here + step];
}

/** Slots one after the other, or all at once where they stand in rooms of their own. */
export function slotTimes(
  first: number,
  count: number,
  lengthMinutes: number,
  gapMinutes: number,
  parallel: boolean,
): { startsAt: string; endsAt: string }[] {
  return Array.from({ length: count }, (_, index) => {
    const start = first + (parallel ? 0 : index * (lengthMinutes + gapMinutes) * minute);
    return {
      startsAt: new Date(start).toISOString(),
      endsAt: new Date(start + lengthMinutes * minute).toISOString(),
    };
  });
}
