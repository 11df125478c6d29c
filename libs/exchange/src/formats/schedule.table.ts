import { Language } from '@foyer/contracts';
import { Notices } from '../notice.js';
import {
  cleanLine,
  cleanText,
  cutText,
  longestText,
  longestTitle,
  mostSessions,
  type AgendaTable,
  type ReadContext,
  type ScheduleExtra,
  type TableSession,
  type TableSpeaker,
} from './agenda-table.js';
import { foreignId, guidOf } from './foreign-id.js';
import { kindOf } from './kinds.js';
import type { PlacedEvent, Schedule, ScheduleEvent } from './schedule.model.js';
import { isZone, readDuration, readInstant } from './times.js';

/** An abstract of the three texts that frab and pretalx have; what says the same twice stands once. */
export function joinTexts(texts: NonNullable<ScheduleExtra['texts']>): string {
  const parts = [texts.subtitle, texts.abstract, texts.description].filter(Boolean);
  return [...new Set(parts)].join('\n\n');
}

/** The acronym under which the event's slug goes in these formats. */
export const acronymOf = (slug: string): string => slug.replaceAll('-', '_').padEnd(4, '_');

/** What a schedule says, as a table. */
export function scheduleTable(schedule: Schedule, context: ReadContext): AgendaTable {
  const { conference } = schedule;
  const notices = new Notices();
  const named = conference.time_zone_name.trim();
  if (named && !isZone(named)) notices.warn('zone_unknown', undefined, { value: named });
  const timeZone = named && isZone(named) ? named : null;
  const reader = new EventReader(conference.acronym, timeZone ?? context.timeZone, notices);
  const slot = readDuration(conference.timeslot_duration) || 5;
  const sessions = schedule.events
    .slice(0, mostSessions)
    .flatMap((placed) => reader.read(placed, Math.min(slot, 60)) ?? []);
  if (schedule.events.length > mostSessions)
    notices.warn('too_many_sessions', undefined, { max: mostSessions });
  if (sessions.length === 0) notices.error('no_sessions');
  const title = cleanText(conference.title);
  return {
    title: title ? { und: title } : {},
    timeZone,
    acronym: conference.acronym.trim() || null,
    rooms: labels([
      ...conference.rooms.map(({ name = '' }) => name),
      ...sessions.map(({ room }) => room ?? ''),
    ]),
    tracks: [
      ...new Map(
        [
          ...conference.tracks.map(({ name = '', color = '' }) => ({
            label: cleanLine(name),
            ...(/^#[0-9a-f]{6}$/i.test(color) ? { colour: color.toLowerCase() } : {}),
          })),
          ...labels(sessions.map(({ track }) => track ?? '')),
        ]
          .filter(({ label }) => label)
          .reverse()
          .map((track) => [track.label, track]),
      ).values(),
    ].reverse(),
    speakers: [...reader.speakers.values()],
    sessions,
    notices: notices.list,
  };
}

const labels = (names: readonly string[]): { label: string }[] =>
  [...new Set(names.map(cleanLine).filter(Boolean))].map((label) => ({ label }));

class EventReader {
  readonly speakers = new Map<string, TableSpeaker>();
  private readonly guids = new Set<string>();

  constructor(
    private readonly acronym: string,
    private readonly timeZone: string,
    private readonly notices: Notices,
  ) {}

  read({ event, room, day, path }: PlacedEvent, slotMinutes: number): TableSession | null {
    const at = { line: null, path };
    const title = this.cut(cleanText(event.title), longestTitle, path);
    if (!title) {
      this.notices.error('title_missing', at);
      return null;
    }
    const startsAt = this.time(event.date || `${day}T${event.start.padStart(5, '0')}`, `${path}.date`);
    if (startsAt === null) return null;
    const endsAt = this.end(event, startsAt, slotMinutes, path);
    const kind = kindOf(event.type);
    if (!kind && event.type.trim()) this.notices.warn('kind_unknown', at, { value: event.type.trim() });
    const language = Language.safeParse(event.language.trim().toLowerCase().slice(0, 2));
    const texts = {
      subtitle: cleanText(event.subtitle),
      abstract: cleanText(event.abstract),
      description: cleanText(event.description),
    };
    const abstract = this.cut(joinTexts(texts), longestText, path);
    const slug = this.slugOf(event.slug);
    return {
      guid: this.guid(event, startsAt, path),
      ...(slug ? { slug } : {}),
      ...at,
      kind: kind ?? 'talk',
      title: { und: title },
      abstract: abstract ? { und: abstract } : null,
      startsAt,
      endsAt,
      room: cleanLine(event.room || room).slice(0, longestTitle) || null,
      track: cleanLine(event.track).slice(0, longestTitle) || null,
      ...(language.success ? { language: language.data } : {}),
      speakers: [...new Set(event.persons.flatMap((person) => this.speaker(person) ?? []))],
      extra: extraOf(event, texts),
    };
  }

  private time(text: string, path: string): string | null {
    const read = readInstant(text, this.timeZone);
    if ('at' in read) return read.at;
    this.notices.error(read.wrong, { line: null, path }, { value: text, zone: this.timeZone });
    return null;
  }

  /** By its end or its duration; what takes no time gets the shortest that the schedule has. */
  private end(event: ScheduleEvent, startsAt: string, slotMinutes: number, path: string): string {
    const end = event.end ? readInstant(event.end, this.timeZone) : null;
    if (end && 'at' in end && end.at > startsAt) return end.at;
    const minutes = readDuration(event.duration);
    if (minutes === null || minutes <= 0)
      this.notices.warn(
        'duration_assumed',
        { line: null, path: `${path}.duration` },
        { minutes: slotMinutes },
      );
    const span = minutes === null || minutes <= 0 ? slotMinutes : minutes;
    return new Date(Date.parse(startsAt) + span * 60_000).toISOString();
  }

  private guid(event: ScheduleEvent, startsAt: string, path: string): string {
    const own = event.guid || event.code || event.id;
    const made = event.guid
      ? guidOf(own)
      : foreignId(`${this.acronym}:${own || `${event.title} ${startsAt}`}`);
    if (!this.guids.has(made)) {
      this.guids.add(made);
      return made;
    }
    this.notices.warn('session_twice', { line: null, path }, { value: event.title });
    let other = foreignId(`${made} ${startsAt}`);
    for (let n = 2; this.guids.has(other); n++) other = foreignId(`${made} ${startsAt} ${n}`);
    this.guids.add(other);
    return other;
  }

  private speaker(person: ScheduleEvent['persons'][number]): string | null {
    const name = cleanLine(person.public_name || person.full_public_name || person.name || '')
      .slice(0, 120)
      .trim();
    if (!name) return null;
    const own = person.guid
      ? guidOf(person.guid)
      : foreignId(`${this.acronym} person ${person.id || person.code || name}`);
    const known = this.speakers.get(own);
    if (known) return known.key;
    const words = cleanText(person.biography || person.description || person.abstract || '');
    const biography = this.cut(words, longestText, '');
    this.speakers.set(own, {
      ...{ key: own, guid: own, name },
      ...(biography ? { biography: { und: biography } } : {}),
    });
    return own;
  }

  /** The slug of a session that the house wrote itself; those of others are not its own. */
  private slugOf(slug: string): string | null {
    const own = slug.startsWith(`${this.acronym}-`)
      ? slug.slice(this.acronym.length + 1).replace(/^_+/, '')
      : '';
    return /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(own) && own.length >= 2 && own.length <= 80 ? own : null;
  }

  private cut(text: string, max: number, path: string): string {
    if (text.length <= max) return text;
    this.notices.warn('text_cut', { line: null, path }, { max });
    return cutText(text, max);
  }
}

/** What stays with the session for the next time it is written in this format. */
function extraOf(event: ScheduleEvent, texts: NonNullable<ScheduleExtra['texts']>): ScheduleExtra {
  const id = Number(event.id);
  const references = (items: ScheduleEvent['links']) =>
    items.flatMap(({ url = '', href = '', title = '', type = '' }) => {
      const address = cleanLine(url || href).slice(0, 2_000);
      if (!address) return [];
      return [
        { url: address, title: cleanLine(title).slice(0, 500), ...(type ? { type: cleanLine(type) } : {}) },
      ];
    });
  const links = references(event.links);
  const attachments = references(event.attachments);
  const word = <K extends keyof ScheduleExtra>(key: K, value: string) =>
    cleanLine(value) ? { [key]: cleanLine(value).slice(0, 2_000) } : {};
  return {
    ...(Number.isInteger(id) && id > 0 && id <= 0x7fffffff ? { id } : {}),
    ...word('code', event.code),
    ...word('type', event.type),
    ...word('language', event.language),
    ...(texts.subtitle || texts.description ? { texts } : {}),
    ...word('license', event.recording_license),
    ...(event.do_not_record === 'true' ? { doNotRecord: true } : {}),
    ...word('logo', event.logo),
    ...word('url', event.url),
    ...word('feedbackUrl', event.feedback_url),
    ...word('originUrl', event.origin_url),
    ...(links.length ? { links } : {}),
    ...(attachments.length ? { attachments } : {}),
  };
}
