import { headerText } from '@foyer/platform';
import ICAL from 'ical.js';
import { addTime, linesOfText } from './properties.js';
import { zoneBlock } from './zone-block.js';

/** One entry of a calendar that people read (PUBLISH), not one that they answer to. */
export interface CalendarItem {
  /** The same as in the mail about the same thing, so that calendars show it once. */
  uid: string;
  sequence: number;
  stamp: Date;
  startsAt: Date;
  endsAt: Date;
  title: string;
  description: string;
  url: string;
  location: string | null;
  /** It fills no hour of that day: `2026-12-14`. */
  day?: string;
  /** What it is: "Talk", "Meeting"; null where there is nothing to say. */
  category: string | null;
  /** It no longer takes place. */
  cancelled?: boolean;
}

export interface CalendarFile {
  /** How the calendar is called in lists of calendars. */
  name: string;
  /** IANA. */
  timeZone: string;
  items: readonly CalendarItem[];
  /** A file that goes with a mail: nobody reads it again. */
  once?: boolean;
}

/** The iCalendar object (RFC 5545, RFC 7986), folded and with CRLF. The same items give the same bytes. */
export function writeCalendar({ name, timeZone, items, once = false }: CalendarFile): string {
  const calendar = new ICAL.Component(['vcalendar', [], []]);
  calendar.addPropertyWithValue('prodid', '-//Foyer//Foyer//EN');
  calendar.addPropertyWithValue('version', '2.0');
  calendar.addPropertyWithValue('calscale', 'GREGORIAN');
  calendar.addPropertyWithValue('method', 'PUBLISH');
  calendar.addPropertyWithValue('name', headerText(name));
  // What programs from before RFC 7986 look for.
  calendar.addPropertyWithValue('x-wr-calname', headerText(name));
  calendar.addPropertyWithValue('x-wr-timezone', timeZone);
  if (!once) {
    const refresh = calendar.addPropertyWithValue('refresh-interval', 'PT15M');
    refresh.setParameter('value', 'DURATION');
    calendar.addPropertyWithValue('x-published-ttl', 'PT15M');
  }
  const zone = zoneBlock(
    timeZone,
    items.flatMap(({ startsAt, endsAt }) => [startsAt, endsAt]),
  );
  if (zone && items.length) calendar.addSubcomponent(zone.component);
  for (const item of items) calendar.addSubcomponent(entry(item, zone?.timezone ?? null));
  return `${calendar.toString()}\r\n`;
}

function entry(item: CalendarItem, zone: ICAL.Timezone | null): ICAL.Component {
  const event = new ICAL.Component('vevent');
  event.addPropertyWithValue('uid', item.uid);
  event.addPropertyWithValue('sequence', item.sequence);
  event.addPropertyWithValue('dtstamp', ICAL.Time.fromJSDate(item.stamp, true));
  if (item.day === undefined) {
    addTime(event, 'dtstart', item.startsAt, zone);
    addTime(event, 'dtend', item.endsAt, zone);
  } else {
    event.addPropertyWithValue('dtstart', ICAL.Time.fromDateString(item.day));
    event.addPropertyWithValue('transp', 'TRANSPARENT');
  }
  event.addPropertyWithValue('summary', headerText(item.title));
  if (item.description) event.addPropertyWithValue('description', linesOfText(item.description));
  event.addPropertyWithValue('url', item.url);
  if (item.location) event.addPropertyWithValue('location', headerText(item.location));
  if (item.category) event.addPropertyWithValue('categories', headerText(item.category));
  event.addPropertyWithValue('status', item.cancelled ? 'CANCELLED' : 'CONFIRMED');
  return event;
}
