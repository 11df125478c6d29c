import ICAL from 'ical.js';
import { tzlib_get_ical_block } from 'timezones-ical-library';

/** A time zone as calendars need it. */
export interface ZoneBlock {
  component: ICAL.Component;
  timezone: ICAL.Timezone;
}

/**
 * The VTIMEZONE of a zone, from the current tz database.
 * @returns null where there is none, or where it would put one of these instants wrong (its blocks hold the current
 * rule alone, and the rules of a few zones follow the moon): times are written in UTC then
 */
export function zoneBlock(timeZone: string, instants: readonly Date[]): ZoneBlock | null {
  const block = tzlib_get_ical_block(timeZone);
  const text = Array.isArray(block) ? block[0] : undefined;
  if (!text) return null;
  const component = ICAL.Component.fromString(text);
  const timezone = new ICAL.Timezone(component);
  const right = instants.every((at) => {
    const local = ICAL.Time.fromJSDate(at, true).convertToZone(timezone);
    return local.toString() === wallClock(at, timeZone);
  });
  return right ? { component, timezone } : null;
}

/** `2026-12-14T13:00:00` by the runtime's own time zone data. */
function wallClock(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
    .format(at)
    .replace(' ', 'T');
}
