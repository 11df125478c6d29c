import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import { Notices, UnreadableFile } from '../notice.js';
import {
  cleanLine,
  cleanText,
  cutText,
  longestText,
  longestTitle,
  mostSessions,
  type AgendaTable,
  type ReadContext,
  type TableSession,
  type TableSpeaker,
} from './agenda-table.js';
import { foreignId, guidOf } from './foreign-id.js';
import { BlockSession, FoyerBlock, withBlock } from './foyer-block.js';
import { isZone } from './times.js';

/** @throws UnreadableFile */
export function readCalendar(text: string, context: ReadContext): AgendaTable {
  let parsed: unknown;
  try {
    parsed = ICAL.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new UnreadableFile('not_a_calendar');
  }
  if (!Array.isArray(parsed) || parsed.length === 0) throw new UnreadableFile('not_a_calendar');
  // Several calendars in one file come as a list of them.
  const first: unknown = Array.isArray(parsed[0]) ? parsed[0] : parsed;
  return calendarTable(first, context);
}

/** What a calendar says, as a table. @param jcal of RFC 7265 @throws UnreadableFile */
export function calendarTable(jcal: unknown, context: ReadContext): AgendaTable {
  if (!Array.isArray(jcal) || jcal[0] !== 'vcalendar') throw new UnreadableFile('not_a_calendar');
  const calendar = new ICAL.Component(jcal);
  const notices = new Notices();
  const zone = wordsOf(calendar, 'x-wr-timezone');
  const timeZone = zone && isZone(zone) ? zone : null;
  if (zone && !timeZone) notices.warn('zone_unknown', undefined, { value: zone });
  const reader = new EntryReader(calendar, timeZone ?? context.timeZone, notices);
  const entries = calendar.getAllSubcomponents('vevent');
  if (entries.length > mostSessions) notices.warn('too_many_sessions', undefined, { max: mostSessions });
  const sessions = entries.slice(0, mostSessions).flatMap((entry, index) => {
    try {
      return reader.read(entry, `VEVENT[${index + 1}]`) ?? [];
    } catch {
      // ical.js throws where a value is not of its type.
      notices.error('entry_unreadable', { line: null, path: `VEVENT[${index + 1}]` });
      return [];
    }
  });
  if (sessions.length === 0) notices.error('no_sessions');
  const title = cleanText(wordsOf(calendar, 'x-wr-calname')).slice(0, longestTitle);
  const labels = (names: (string | null | undefined)[]) =>
    [...new Set(names.flatMap((name) => name || []))].map((label) => ({ label }));
  const table: AgendaTable = {
    title: title ? { und: title } : {},
    timeZone,
    acronym: null,
    rooms: labels(sessions.map(({ room }) => room)),
    tracks: labels(sessions.map(({ track }) => track)),
    speakers: [...reader.speakers.values()],
    sessions,
    notices: notices.list,
  };
  const head = jsonOf(wordsOf(calendar, 'x-foyer-agenda'));
  const block = FoyerBlock.safeParse({ ...head, sessions: Object.fromEntries(reader.blocks) });
  return block.success ? withBlock(table, block.data) : table;
}

const jsonOf = (text: string): object => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
};

function wordsOf(component: ICAL.Component, name: string): string {
  const value: unknown = component.getFirstPropertyValue(name);
  return typeof value === 'string' ? value : '';
}

const assumedMinutes = 30;

class EntryReader {
  readonly speakers = new Map<string, TableSpeaker>();
  readonly blocks = new Map<string, unknown>();
  private readonly guids = new Set<string>();

  constructor(
    private readonly calendar: ICAL.Component,
    private readonly timeZone: string,
    private readonly notices: Notices,
  ) {}

  read(entry: ICAL.Component, path: string): TableSession | null {
    const at = { line: null, path };
    const title = this.cut(cleanText(wordsOf(entry, 'summary')), longestTitle, path);
    if (wordsOf(entry, 'status').toUpperCase() === 'CANCELLED') {
      this.notices.warn('cancelled_skipped', at, { value: title });
      return null;
    }
    if (!title) {
      this.notices.error('title_missing', at);
      return null;
    }
    const starts = this.time(entry, 'dtstart');
    if (!starts) {
      this.notices.error(
        'time_unreadable',
        { line: null, path: `${path}.DTSTART` },
        { value: wordsOf(entry, 'dtstart') },
      );
      return null;
    }
    if (entry.hasProperty('rrule')) this.notices.warn('repeats_ignored', at, { value: title });
    const guid = this.guid(entry, title, starts, path);
    const own = BlockSession.safeParse(jsonOf(wordsOf(entry, 'x-foyer-session')));
    if (own.success) this.blocks.set(guid, own.data);
    const abstract = this.cut(cleanText(wordsOf(entry, 'description')), longestText, path);
    const people = own.success ? [] : this.people(entry);
    return {
      guid,
      ...at,
      title: { und: title },
      abstract: abstract ? { und: abstract } : null,
      startsAt: starts.toISOString(),
      endsAt: this.end(entry, starts, path).toISOString(),
      room: cleanLine(wordsOf(entry, 'location')).slice(0, longestTitle) || null,
      track: cleanLine(this.category(entry)).slice(0, longestTitle) || null,
      ...(people.length ? { speakers: people } : {}),
    };
  }

  private category(entry: ICAL.Component): string {
    const values: unknown = entry.getFirstProperty('categories')?.getValues()[0];
    return typeof values === 'string' ? values : '';
  }

  /** Public schedules name who speaks as attendees. */
  private people(entry: ICAL.Component): string[] {
    const names = entry.getAllProperties('attendee').flatMap((property) => {
      const common: unknown = property.getFirstParameter('cn');
      return typeof common === 'string' && !common.includes('@')
        ? cleanLine(common).slice(0, 120).trim() || []
        : [];
    });
    return [...new Set(names)].map((name) => {
      const key = foreignId(`person ${name}`);
      this.speakers.set(key, { key, guid: key, name });
      return key;
    });
  }

  private guid(entry: ICAL.Component, title: string, starts: Date, path: string): string {
    const uid = wordsOf(entry, 'uid');
    const recurrence: unknown = entry.getFirstPropertyValue('recurrence-id');
    const again = recurrence instanceof ICAL.Time ? ` ${recurrence.toString()}` : '';
    const local = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:@|$)/i.exec(uid)?.[1];
    let guid = again
      ? foreignId(`uid ${uid}${again}`)
      : local === undefined
        ? foreignId(`uid ${uid || `${title} ${starts.toISOString()}`}`)
        : guidOf(local);
    if (this.guids.has(guid)) {
      this.notices.warn('session_twice', { line: null, path }, { value: title });
      for (let n = 2; this.guids.has(guid); n++) guid = foreignId(`uid ${uid} ${starts.toISOString()} ${n}`);
    }
    this.guids.add(guid);
    return guid;
  }

  private end(entry: ICAL.Component, starts: Date, path: string): Date {
    const end = this.time(entry, 'dtend');
    if (end && end > starts) return end;
    const duration: unknown = entry.getFirstPropertyValue('duration');
    const seconds = duration instanceof ICAL.Duration ? duration.toSeconds() : 0;
    if (seconds > 0 && seconds < 31 * 86_400) return new Date(starts.getTime() + seconds * 1_000);
    this.notices.warn('duration_assumed', { line: null, path }, { minutes: assumedMinutes });
    return new Date(starts.getTime() + assumedMinutes * 60_000);
  }

  /** UTC, a zone by its name, a zone that the file describes, or the event's own clock. */
  private time(entry: ICAL.Component, name: string): Date | null {
    const property = entry.getFirstProperty(name);
    const value: unknown = property?.getFirstValue();
    if (!property || !(value instanceof ICAL.Time)) return null;
    const tzid: unknown = property.getFirstParameter('tzid');
    const named = typeof tzid === 'string' ? tzid.replace(/^\//, '') : '';
    if (value.zone === ICAL.Timezone.utcTimezone) return checked(value.toJSDate());
    if (named && !isZone(named)) {
      const block = this.calendar
        .getAllSubcomponents('vtimezone')
        .find((zone) => wordsOf(zone, 'tzid') === tzid);
      if (block) {
        const local = value.clone();
        local.zone = new ICAL.Timezone(block);
        return checked(local.toJSDate());
      }
    }
    const plain = new Temporal.PlainDateTime(
      ...([
        value.year,
        value.month,
        value.day,
        value.hour,
        value.minute,
        Math.min(value.second, 59),
      ] as const),
    );
    const zoned = plain.toZonedDateTime(named && isZone(named) ? named : this.timeZone);
    return checked(new Date(zoned.epochMilliseconds));
  }

  private cut(text: string, max: number, path: string): string {
    if (text.length <= max) return text;
    this.notices.warn('text_cut', { line: null, path }, { max });
    return cutText(text, max);
  }
}

const checked = (date: Date): Date | null => (Number.isNaN(date.getTime()) ? null : date);
