import ICAL from 'ical.js';
import type { Person, Times } from './facts.js';
import type { Letter } from './letter.js';

/** An entry of somebody's calendar. */
export interface Entry extends Times {
  uid: string;
  sequence: number;
  title: string;
  gone: boolean;
}

/** A calendar object as a calendar program understands it (RFC 5545). @throws Error for one that cannot be read */
export function readCalendar(text: string): { method: string; entries: Entry[]; attendees: string[] } {
  const calendar = ICAL.Component.fromString(text);
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  const events = calendar.getAllSubcomponents('vevent');
  return {
    method: String(calendar.getFirstPropertyValue('method') ?? ''),
    attendees: events.flatMap((event) =>
      event.getAllProperties('attendee').map((one) => String(one.getFirstValue()).replace(/^mailto:/i, '')),
    ),
    entries: events.map((component) => {
      const event = new ICAL.Event(component);
      return {
        uid: event.uid,
        sequence: event.sequence ?? 0,
        title: event.summary,
        startsAt: event.startDate.toJSDate().toISOString(),
        endsAt: event.endDate.toJSDate().toISOString(),
        gone: component.getFirstPropertyValue('status') === 'CANCELLED',
      };
    }),
  };
}

/** A calendar program that does what mails tell it (RFC 5546): of each entry the highest version counts. */
export class CalendarProgram {
  readonly entries = new Map<string, Entry>();

  /** @returns what is wrong with the object, in words */
  take(letter: Letter): string[] {
    return letter.calendars.flatMap((text) => {
      const { method, entries, attendees } = readCalendar(text);
      const wrong: string[] = [];
      if (entries.length !== 1) wrong.push(`${entries.length} entries in one object`);
      if (attendees.some((one) => one.toLowerCase() !== letter.to)) wrong.push('names others as attendees');
      for (const entry of entries) {
        const known = this.entries.get(entry.uid);
        if (known && entry.sequence < known.sequence) {
          wrong.push(`version ${entry.sequence} of ${entry.uid} after ${known.sequence}`);
          continue;
        }
        const gone = method === 'CANCEL';
        const differs = known && (known.startsAt !== entry.startsAt || known.gone !== gone);
        if (differs && entry.sequence === known.sequence)
          wrong.push(`${entry.uid} says something else under the same version ${entry.sequence}`);
        this.entries.set(entry.uid, { ...entry, gone });
      }
      return wrong;
    });
  }
}

/**
 * Holds a person's feed against what they promised and against the calendar that their mails have made.
 * @param event the event itself, which mails put into calendars and the feed does not hold
 */
export function compareFeed(
  { email, feed }: Person,
  program: CalendarProgram,
  event: Times,
  inWords: (called: Readonly<Record<string, string>>) => string,
): string[] {
  if (!feed) return [];
  const { entries } = readCalendar(feed.text);
  const wrong: string[] = [];
  const byUid = new Map(entries.map((entry) => [entry.uid, entry]));
  if (byUid.size !== entries.length) wrong.push('one entry twice in the feed');
  const rest = [...entries];
  for (const { called, times } of feed.holds) {
    const place = rest.findIndex(
      (entry) => sameTimes(entry, times) && !entry.gone && entry.title.includes(inWords(called)),
    );
    if (place < 0) wrong.push(`“${inWords(called)}” at ${times.startsAt} is not in the feed`);
    else rest.splice(place, 1);
  }
  for (const { title, startsAt } of rest) wrong.push(`the feed has “${title}” at ${startsAt} for no reason`);
  for (const told of program.entries.values()) {
    if (sameTimes(told, event)) continue;
    const read = byUid.get(told.uid);
    if (told.gone) {
      if (read && !read.gone) wrong.push(`${told.uid} was called off and is in the feed`);
    } else if (!read) wrong.push(`${told.uid} is in the calendar and not in the feed`);
    else if (!sameTimes(told, read) || told.sequence !== read.sequence)
      wrong.push(
        `${told.uid}: mails say ${told.startsAt} (${told.sequence}), the feed ${read.startsAt} (${read.sequence})`,
      );
  }
  return wrong.map((what) => `${email}: ${what}`);
}

const sameTimes = (one: Times, other: Times): boolean =>
  Date.parse(one.startsAt) === Date.parse(other.startsAt) &&
  Date.parse(one.endsAt) === Date.parse(other.endsAt);
