import { EventAccess } from '@foyer/events';
import {
  Problem,
  ServesStream,
  type Call,
  type Sql,
  type StreamEntries,
  type StreamParams,
  type StreamSource,
} from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { readRegistration } from './registration.queries.js';
import { readMySeats, readSeatCounts } from './seats.js';

/** How many seats are taken: for everybody who sees the event. */
@ServesStream('seats')
@Injectable()
export class SeatsStream implements StreamSource<'seats'> {
  constructor(@Inject(EventAccess) private readonly access: EventAccess) {}

  async admit(call: Call, { event }: StreamParams<'seats'>): Promise<void> {
    await this.access.find(call, { id: event });
  }

  async snapshot(database: Sql, { event }: StreamParams<'seats'>): Promise<StreamEntries<'seats'>> {
    const counts = await readSeatCounts(database, event);
    return {
      seat: Object.fromEntries(counts.map(({ session, taken, waiting }) => [session, { taken, waiting }])),
    };
  }
}

/** A person's own place and seats: for that person alone. Positions deep in a line have no changes. */
@ServesStream('ownPlace', { alwaysWhole: true })
@Injectable()
export class OwnPlaceStream implements StreamSource<'ownPlace'> {
  constructor(@Inject(EventAccess) private readonly access: EventAccess) {}

  async admit(call: Call, { event, person }: StreamParams<'ownPlace'>): Promise<void> {
    if (call.actor?.person !== person) throw new Problem('not_found');
    await this.access.find(call, { id: event });
  }

  async snapshot(
    database: Sql,
    { event, person }: StreamParams<'ownPlace'>,
  ): Promise<StreamEntries<'ownPlace'>> {
    const place = await readRegistration(database, event, person);
    const seats = await readMySeats(database, event, person);
    return {
      place: place ? { mine: { state: place.state, position: place.position ?? null } } : {},
      seat: Object.fromEntries(seats.map(({ session, state, position }) => [session, { state, position }])),
    };
  }
}
