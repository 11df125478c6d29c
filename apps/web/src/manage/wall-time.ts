import { wallTime } from '@foyer/locales';

const minute = 60_000;
const two = (value: number): string => String(value).padStart(2, '0');

/** `2026-12-14T09:00`, as the browser's own control for date and time has it: what clocks in the zone show. */
export function toWall(instant: string, timeZone: string): string {
  const { year, month, day, hour, minute: minutes } = wallTime(instant, timeZone);
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minutes)}`;
}

/**
 * The instant at which clocks in the zone show this; the earlier one where they show it twice.
 * @returns null for what is no time, or one that the clocks skip
 */
export function fromWall(wall: string, timeZone: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(wall)) return null;
  const asUtc = Date.parse(`${wall}:00Z`);
  if (Number.isNaN(asUtc)) return null;
  const offsetAt = (at: number): number =>
    Date.parse(`${toWall(new Date(at).toISOString(), timeZone)}:00Z`) - at;
  // The offsets of the day before and the day after cover both sides of a change.
  const offsets = [offsetAt(asUtc - 1_440 * minute), offsetAt(asUtc + 1_440 * minute)];
  const instants = offsets.map((offset) => asUtc - offset).sort((a, b) => a - b);
  const found = instants.find((at) => at + offsetAt(at) === asUtc);
  return found === undefined ? null : new Date(found).toISOString();
}
