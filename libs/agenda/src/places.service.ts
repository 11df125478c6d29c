import type { Room, RouteParsed, routes, SessionDetails, Track } from '@foyer/contracts';
import { Problem, sql, type Call, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { readRooms, readTracks } from './agenda-rows.js';
import { Editing, found } from './editing.js';
import { Overlays, tellAll } from './overlays.js';
import { nextColour } from './places.js';
import { bySlug, tellReaders } from './timetable.js';
import { differing, readWorking } from './working-agenda.js';

type Body<R extends keyof typeof routes> = RouteParsed<(typeof routes)[R]>['body'];

/** Rooms and tracks, one at a time, by organisers: in effect at once, for they are names that sessions point to. */
@Injectable()
export class PlacesService {
  constructor(
    @Inject(Editing) private readonly editing: Editing,
    @Inject(Overlays) private readonly overlays: Overlays,
  ) {}

  async createRoom(call: Call, event: string, input: Body<'createRoom'>): Promise<Room> {
    refuseNameless(input.name);
    return this.editing.write(call, event, async (tx, { id }) => {
      const { kind = 'virtual', capacity = null, name } = input;
      const { rows } = await sql<{ id: string }>`
        insert into room (event_id, name, kind, capacity, position)
        values (${id}, ${JSON.stringify(name)}::jsonb, ${kind}, ${capacity},
          (select coalesce(max(position) + 1, 0) from room where event_id = ${id}))
        returning id`.execute(tx.sql);
      return this.told(tx, id, 'room', await readRooms(tx.sql, id), rows[0]?.id);
    });
  }

  async updateRoom(call: Call, event: string, room: string, input: Body<'updateRoom'>): Promise<Room> {
    refuseNameless(input.name);
    return this.editing.write(call, event, async (tx, { id }) => {
      const was = found((await readRooms(tx.sql, id)).find((one) => one.id === room));
      const now = { ...was, ...input };
      await sql`
        update room set name = ${JSON.stringify(now.name)}::jsonb, kind = ${now.kind}, capacity = ${now.capacity},
          position = ${now.position} where id = ${room}`.execute(tx.sql);
      return this.told(tx, id, 'room', await readRooms(tx.sql, id), room);
    });
  }

  /** Its sessions, released or not, are in no room then. */
  async deleteRoom(call: Call, event: string, room: string): Promise<void> {
    await this.editing.write(call, event, async (tx, { id }) => {
      found((await readRooms(tx.sql, id)).find((one) => one.id === room));
      await this.take(tx, id, 'room', room);
    });
  }

  async createTrack(call: Call, event: string, input: Body<'createTrack'>): Promise<Track> {
    refuseNameless(input.name);
    return this.editing.write(call, event, async (tx, { id }) => {
      const known = await readTracks(tx.sql, id);
      const position = Math.max(-1, ...known.map((track) => track.position)) + 1;
      const { rows } = await sql<{ id: string }>`
        insert into track (event_id, name, colour, position)
        values (${id}, ${JSON.stringify(input.name)}::jsonb, ${input.colour ?? nextColour(position)}, ${position})
        returning id`.execute(tx.sql);
      return this.told(tx, id, 'track', await readTracks(tx.sql, id), rows[0]?.id);
    });
  }

  async updateTrack(call: Call, event: string, track: string, input: Body<'updateTrack'>): Promise<Track> {
    refuseNameless(input.name);
    return this.editing.write(call, event, async (tx, { id }) => {
      const was = found((await readTracks(tx.sql, id)).find((one) => one.id === track));
      const now = { ...was, ...input };
      await sql`
        update track set name = ${JSON.stringify(now.name)}::jsonb, colour = ${now.colour},
          position = ${now.position} where id = ${track}`.execute(tx.sql);
      return this.told(tx, id, 'track', await readTracks(tx.sql, id), track);
    });
  }

  /** Its sessions, released or not, are in no track then. */
  async deleteTrack(call: Call, event: string, track: string): Promise<void> {
    await this.editing.write(call, event, async (tx, { id }) => {
      found((await readTracks(tx.sql, id)).find((one) => one.id === track));
      await this.take(tx, id, 'track', track);
    });
  }

  private told<T extends Room | Track>(
    tx: Tx,
    event: string,
    kind: 'room' | 'track',
    all: readonly T[],
    id: string | undefined,
  ): T {
    const place = found(all.find((one) => one.id === id));
    tellAll(tx, event, { put: { [kind]: { [place.id]: place } } });
    return place;
  }

  private async take(tx: Tx, event: string, kind: 'room' | 'track', id: string): Promise<void> {
    const before = await readWorking(tx.sql, event);
    // The released sessions let go of it by their foreign key.
    await sql`delete from ${sql.table(kind)} where id = ${id}`.execute(tx.sql);
    const mend = (fields: Partial<SessionDetails>): Partial<SessionDetails> =>
      fields[kind] === id ? { ...fields, [kind]: null } : fields;
    const released = await this.overlays.follow(tx, event, before, mend);
    const left = [...released.values()].filter((session) =>
      differing(before.released.get(session.id) ?? session, session, [kind]).includes(kind),
    );
    tellReaders(tx, event, bySlug(before.released.values()), left);
    tellAll(tx, event, { drop: { [kind]: [id] } });
  }
}

/** @throws Problem invalid_input for a name in no language at all */
function refuseNameless(name: object | undefined): void {
  if (name && Object.keys(name).length === 0) {
    throw new Problem('invalid_input', {}, [
      { pointer: '/name', message: 'a name in one language at least' },
    ]);
  }
}
