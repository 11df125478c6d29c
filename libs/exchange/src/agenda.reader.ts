import {
  languages,
  type DraftSession,
  type Language,
  type Room,
  type Session,
  type Speaker,
  type Track,
} from '@foyer/contracts';
import { nameOf } from '@foyer/agenda';
import { sql, type Sql } from '@foyer/platform';
import { cleanLine, type AgendaTable, type ScheduleExtra, type TableText } from './formats/agenda-table.js';

/** Ids that files have given to what the event has now. */
export interface Origins {
  /** guid of a file → id here. */
  sessions: Map<string, string>;
  speakers: Map<string, string>;
  /** id here → the first guid under which it came, and what came with it. */
  first: Map<string, { guid: string; extra: ScheduleExtra | null }>;
}

export async function readOrigins(database: Sql, event: string): Promise<Origins> {
  const { rows } = await sql<{
    kind: 'session' | 'speaker';
    guid: string;
    ref: string;
    extra: ScheduleExtra | null;
  }>`select kind, guid, ref, extra from agenda_origin where event_id = ${event} order by created_at, guid`.execute(
    database,
  );
  const origins: Origins = { sessions: new Map(), speakers: new Map(), first: new Map() };
  for (const { kind, guid, ref, extra } of rows) {
    origins[kind === 'session' ? 'sessions' : 'speakers'].set(guid, ref);
    const known = origins.first.get(ref);
    if (!known) origins.first.set(ref, { guid, extra });
    else if (!known.extra && extra) known.extra = extra;
  }
  return origins;
}

/** What the house holds of an agenda. */
export interface HouseAgenda {
  sessions: readonly (Session | DraftSession)[];
  speakers: readonly Speaker[];
  rooms: readonly Room[];
  tracks: readonly Track[];
}

/** The agenda of the house as the formats' writers take it. */
export function tableOf(
  agenda: HouseAgenda,
  origins: Origins,
  event: { title: TableText; timeZone: string; language: Language },
): AgendaTable {
  const label = (place: Room | Track): string => cleanLine(nameOf(place, event.language));
  const rooms = new Map(agenda.rooms.map((room) => [room.id, label(room)]));
  const tracks = new Map(agenda.tracks.map((track) => [track.id, label(track)]));
  const slugs = new Map(agenda.speakers.map(({ id, slug }) => [id, slug]));
  const keys = (ids: readonly string[]): string[] => ids.flatMap((id) => slugs.get(id) ?? []);
  return {
    title: event.title,
    timeZone: event.timeZone,
    acronym: null,
    rooms: agenda.rooms.map((room) => ({
      ...{ label: label(room), name: textOf(room.name) ?? {}, kind: room.kind, capacity: room.capacity },
    })),
    tracks: agenda.tracks.map((track) => ({
      ...{ label: label(track), name: textOf(track.name) ?? {}, colour: track.colour },
    })),
    speakers: agenda.speakers.map(({ id, slug, name, jobTitle, organisation, country, biography }) => ({
      ...{ key: slug, slug, guid: origins.first.get(id)?.guid ?? id, name, organisation, country },
      jobTitle: textOf(jobTitle),
      biography: textOf(biography),
    })),
    sessions: agenda.sessions.map((session) => {
      const origin = origins.first.get(session.id);
      return {
        ...{ guid: origin?.guid ?? session.id, slug: session.slug, line: null, path: session.slug },
        ...{ kind: session.kind, startsAt: session.startsAt, endsAt: session.endsAt },
        title: textOf(session.title) ?? {},
        abstract: textOf(session.abstract),
        room: rooms.get(session.room ?? '') ?? null,
        track: tracks.get(session.track ?? '') ?? null,
        ...{ language: session.language, questions: session.questions, seats: session.seats },
        ...{ streamUrl: session.streamUrl },
        speakers: keys(session.speakers),
        moderators: keys(session.moderators),
        ...(origin?.extra ? { extra: origin.extra } : {}),
      };
    }),
    notices: [],
  };
}

function textOf(text: Partial<Record<Language, string>> | null): TableText | null {
  if (!text) return null;
  const found = languages.flatMap((code) => (text[code] ? [[code, text[code]] as const] : []));
  return found.length ? Object.fromEntries(found) : null;
}
