import type { LocalisedText, Room, Track } from '@foyer/contracts';
import { sql, type Tx } from '@foyer/platform';
import { Injectable } from '@nestjs/common';
import { readRooms, readTracks } from './agenda-rows.js';
import { tellAll } from './overlays.js';

/** The colours that new tracks get in turn; each readable with white text on it (WCAG 2.2, 1.4.3). */
const trackColours = ['#1f6f8b', '#8a4b08', '#5b3f8c', '#2e6b34', '#9b2c4f', '#455a64'] as const;

/** Rooms and tracks: they take effect at once, for they are names that sessions point to. */
@Injectable()
export class Places {
  /**
   * The rooms with these names in the given language, made where the event has none of the name.
   * The caller holds the agenda's lock.
   * @returns ids by name
   */
  async ensureRooms(
    tx: Tx,
    event: string,
    language: string,
    names: readonly string[],
  ): Promise<Map<string, string>> {
    const known = byName(await readRooms(tx.sql, event), language);
    const missing = [...new Set(names)].filter((name) => !known.has(name));
    for (const [index, name] of missing.entries()) {
      await sql`insert into room (event_id, name, position)
        values (${event}, ${JSON.stringify({ [language]: name })}::jsonb, ${known.size + index})`.execute(
        tx.sql,
      );
    }
    if (missing.length === 0) return known;
    const rooms = await readRooms(tx.sql, event);
    tellAll(tx, event, {
      put: { room: Object.fromEntries(rooms.map((room) => [room.id, room])) },
    });
    return byName(rooms, language);
  }

  /** As `ensureRooms`, of tracks. */
  async ensureTracks(
    tx: Tx,
    event: string,
    language: string,
    names: readonly string[],
  ): Promise<Map<string, string>> {
    const known = byName(await readTracks(tx.sql, event), language);
    const missing = [...new Set(names)].filter((name) => !known.has(name));
    for (const [index, name] of missing.entries()) {
      const position = known.size + index;
      await sql`insert into track (event_id, name, colour, position)
        values (${event}, ${JSON.stringify({ [language]: name })}::jsonb, ${nextColour(position)}, ${position})`.execute(
        tx.sql,
      );
    }
    if (missing.length === 0) return known;
    const tracks = await readTracks(tx.sql, event);
    tellAll(tx, event, {
      put: { track: Object.fromEntries(tracks.map((track) => [track.id, track])) },
    });
    return byName(tracks, language);
  }
}

/** The colour of the nth track, counted from 0. */
export const nextColour = (position: number): string =>
  trackColours[position % trackColours.length] ?? trackColours[0];

/** A room or track is called by its name in the event's first language, else by any that it has. */
export function nameOf(place: { name: LocalisedText }, language: string): string {
  const names: Record<string, string | undefined> = place.name;
  return names[language] ?? Object.values(names).find((name) => name !== undefined) ?? '';
}
const byName = (places: readonly (Room | Track)[], language: string): Map<string, string> =>
  new Map(places.map((place) => [nameOf(place, language), place.id]));
