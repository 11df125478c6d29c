import ICAL from 'ical.js';
import { pick, type AgendaTable, type TableSession, type WriteContext } from './agenda-table.js';
import { blockOf, blockSession } from './foyer-block.js';

// 75 octets is the limit (RFC 5545, 3.1); ical.js at 75 writes 76.
ICAL.foldLength = 74;

/** What iCalendar and xCal say, as ical.js holds it. Private sessions are in it where the table has them. */
export function calendarOf(table: AgendaTable, context: WriteContext): ICAL.Component {
  const calendar = new ICAL.Component(['vcalendar', [], []]);
  calendar.addPropertyWithValue('prodid', '-//Foyer//Foyer//EN');
  calendar.addPropertyWithValue('version', '2.0');
  calendar.addPropertyWithValue('calscale', 'GREGORIAN');
  calendar.addPropertyWithValue('method', 'PUBLISH');
  addText(calendar, 'x-wr-calname', pick(table.title, context.language));
  addText(calendar, 'x-wr-timezone', context.timeZone);
  const { sessions: _, ...head } = blockOf({ ...table, sessions: [] }, context.language);
  addText(calendar, 'x-foyer-agenda', JSON.stringify(head));
  for (const session of table.sessions) calendar.addSubcomponent(entry(session, context));
  return calendar;
}

/** The iCalendar object (RFC 5545), folded and with CRLF. Times are in UTC: those are never ambiguous. */
export const writeCalendar = (table: AgendaTable, context: WriteContext): string =>
  `${calendarOf(table, context).toString()}\r\n`;

function entry(session: TableSession, context: WriteContext): ICAL.Component {
  const { language, publicUrl, slug } = context;
  const event = new ICAL.Component('vevent');
  event.addPropertyWithValue('uid', `${session.guid}@${new URL(publicUrl).hostname}`);
  event.addPropertyWithValue('dtstamp', timeOf(session.startsAt));
  event.addPropertyWithValue('dtstart', timeOf(session.startsAt));
  event.addPropertyWithValue('dtend', timeOf(session.endsAt));
  addText(event, 'summary', pick(session.title, language));
  addText(event, 'description', pick(session.abstract, language));
  addText(event, 'location', session.room ?? '');
  addText(event, 'categories', session.track ?? '');
  if (session.kind !== 'private-blocker') {
    event.addPropertyWithValue('url', `${publicUrl}/e/${slug}/sessions/${session.slug ?? session.guid}`);
  } else event.addPropertyWithValue('class', 'PRIVATE');
  addText(event, 'x-foyer-session', JSON.stringify(blockSession(session, language)));
  return event;
}

const timeOf = (instant: string): ICAL.Time => ICAL.Time.fromJSDate(new Date(instant), true);

/** A property of words, escaped as TEXT whatever its name; none where there are no words. */
function addText(component: ICAL.Component, name: string, words: string): void {
  if (!words) return;
  const property = new ICAL.Property([name, {}, 'text', words.replace(/\r\n?/g, '\n')]);
  component.addProperty(property);
}
