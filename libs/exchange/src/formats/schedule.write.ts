import type { Language } from '@foyer/contracts';
import { pick, type AgendaTable, type TableSession, type WriteContext } from './agenda-table.js';
import { numberOf } from './foreign-id.js';
import { kindOf } from './kinds.js';
import { acronymOf, joinTexts } from './schedule.table.js';
import { minutesBetween, toClock, toDay, toDuration, toOffsetTime } from './times.js';

/** A session as both schedule formats write it. */
export interface WrittenEvent {
  guid: string;
  id: number;
  code: string | null;
  slug: string;
  title: string;
  subtitle: string;
  abstract: string;
  description: string;
  date: string;
  start: string;
  end: string;
  duration: string;
  room: string;
  track: string;
  type: string;
  language: string;
  url: string;
  persons: { id: number; guid: string; name: string; biography: string }[];
  extra: NonNullable<TableSession['extra']>;
}
export interface WrittenDay {
  index: number;
  date: string;
  start: string;
  end: string;
  /** In the event's order; only those in use. */
  rooms: [string, WrittenEvent[]][];
}

/** The sessions by day and room, as both formats have them. */
export function scheduleDays(table: AgendaTable, context: WriteContext): WrittenDay[] {
  const { timeZone } = context;
  const writer = new EventWriter(table, context);
  const days = new Map<string, { session: TableSession; event: WrittenEvent }[]>();
  const order = [...table.sessions].sort(
    (a, b) => compare(a.startsAt, b.startsAt) || compare(a.endsAt, b.endsAt) || compare(a.guid, b.guid),
  );
  for (const session of order) {
    const day = toDay(session.startsAt, timeZone);
    days.set(day, [...(days.get(day) ?? []), { session, event: writer.write(session) }]);
  }
  const labels = [...table.rooms.map(({ label }) => label), ''];
  if (days.size === 0)
    return [
      {
        ...{ index: 1, date: toDay(context.startsAt, timeZone), rooms: [] },
        start: toOffsetTime(context.startsAt, timeZone),
        end: toOffsetTime(context.endsAt, timeZone),
      },
    ];
  return [...days].map(([date, sessions], index) => {
    const ends = sessions.map(({ session }) => session.endsAt).sort();
    const rooms = new Map<string, WrittenEvent[]>(labels.map((label) => [label, []]));
    for (const { event } of sessions) rooms.set(event.room, [...(rooms.get(event.room) ?? []), event]);
    return {
      index: index + 1,
      date,
      start: sessions[0]?.event.date ?? '',
      end: toOffsetTime(ends.at(-1) ?? context.endsAt, timeZone),
      rooms: [...rooms].filter(([, events]) => events.length),
    };
  });
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

class EventWriter {
  private readonly ids = new Set<number>();
  private readonly codes = new Set<string>();
  private readonly personIds = new Set<number>();
  private readonly persons: Map<string, WrittenEvent['persons'][number]>;
  private readonly acronym: string;

  constructor(
    table: AgendaTable,
    private readonly context: WriteContext,
  ) {
    this.acronym = acronymOf(context.slug);
    this.persons = new Map(
      table.speakers.map(({ key, guid, name, biography }) => [
        key,
        { id: numberOf(guid, this.personIds), guid, name, biography: pick(biography, context.language) },
      ]),
    );
  }

  write(session: TableSession): WrittenEvent {
    const { timeZone, language, publicUrl, slug } = this.context;
    const extra = session.extra ?? {};
    const own = session.slug ?? session.guid;
    const kept = extra.id !== undefined && !this.ids.has(extra.id) ? extra.id : undefined;
    if (kept !== undefined) this.ids.add(kept);
    return {
      guid: session.guid,
      id: kept ?? numberOf(session.guid, this.ids),
      code: this.code(extra.code),
      slug: `${this.acronym}-${own.padStart(4, '_')}`,
      title: pick(session.title, language),
      ...textsOf(session, language),
      date: toOffsetTime(session.startsAt, timeZone),
      start: toClock(session.startsAt, timeZone),
      end: toOffsetTime(session.endsAt, timeZone),
      duration: toDuration(minutesBetween(session.startsAt, session.endsAt)),
      room: session.room ?? '',
      track: session.track ?? '',
      type:
        extra.type !== undefined && (kindOf(extra.type) ?? 'talk') === session.kind
          ? extra.type
          : (session.kind ?? 'talk'),
      language: languageOf(session, language),
      url: webAddress(extra.url) ?? `${publicUrl}/e/${slug}/sessions/${own}`,
      persons: (session.speakers ?? []).flatMap((key) => this.persons.get(key) ?? []),
      extra,
    };
  }

  private code(code: string | undefined): string | null {
    if (code === undefined || !/^[0-9A-Z]{6}$/.test(code) || this.codes.has(code)) return null;
    this.codes.add(code);
    return code;
  }
}

/** The three texts that an import found, as long as nobody has rewritten what was made of them. */
function textsOf(
  session: TableSession,
  language: Language,
): Pick<WrittenEvent, 'subtitle' | 'abstract' | 'description'> {
  const abstract = pick(session.abstract, language);
  const texts = session.extra?.texts;
  if (texts && joinTexts(texts) === abstract) return texts;
  return { subtitle: '', abstract, description: '' };
}

/** A language that the house does not have is kept for as long as nobody has chosen another one. */
function languageOf({ language, extra }: TableSession, usual: Language): string {
  const foreign = extra?.language;
  if (foreign !== undefined && !isOurs(foreign) && (language ?? usual) === usual) return foreign;
  return language ?? usual;
}
const isOurs = (language: string): boolean => /^(?:en|az|ka|uk|lt|ro)/i.test(language);

/** An address of the web; other programs follow it, so nothing else passes. */
export function webAddress(url: string | undefined): string | undefined {
  if (url === undefined || !/^https?:\/\//i.test(url)) return undefined;
  try {
    return new URL(url).href;
  } catch {
    return undefined;
  }
}

/** An address, also one relative to the document's base; nothing that runs. */
export const isReference = (url: string): boolean =>
  url.length > 0 && !/^\s*(?:javascript|data|vbscript):/i.test(url);
