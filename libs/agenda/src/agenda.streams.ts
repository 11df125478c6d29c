import type { Call, Sql, StreamEntries, StreamParams, StreamSource } from '@foyer/platform';
import { ServesStream } from '@foyer/platform';
import { EventAccess, organisers } from '@foyer/events';
import { Inject, Injectable } from '@nestjs/common';
import { isPrivate } from './agenda.policy.js';
import {
  readMaterials,
  readRooms,
  readSessions,
  readSpeakers,
  readTracks,
  readWorkingMaterials,
} from './agenda-rows.js';
import { readWorking } from './working-agenda.js';

/** The agenda as everybody may see it. Organisers' private sessions never enter it. */
@ServesStream('agenda')
@Injectable()
export class AgendaStreams implements StreamSource<'agenda'> {
  constructor(@Inject(EventAccess) private readonly access: EventAccess) {}

  async admit(call: Call, { event }: StreamParams<'agenda'>): Promise<void> {
    await this.access.find(call, { id: event });
  }

  async snapshot(database: Sql, { event }: StreamParams<'agenda'>): Promise<StreamEntries<'agenda'>> {
    const sessions = byId((await readSessions(database, event)).filter((session) => !isPrivate(session)));
    const materials = await readMaterials(database, event);
    return {
      session: sessions,
      material: byId(materials.filter(({ session }) => session in sessions)),
      speaker: byId(await readSpeakers(database, event)),
      room: byId(await readRooms(database, event)),
      track: byId(await readTracks(database, event)),
    };
  }
}

/** The agenda in the works, for those who write it. */
@ServesStream('workingAgenda')
@Injectable()
export class WorkingAgendaStreams implements StreamSource<'workingAgenda'> {
  constructor(@Inject(EventAccess) private readonly access: EventAccess) {}

  async admit(call: Call, { event }: StreamParams<'workingAgenda'>): Promise<void> {
    await this.access.findAs(call, { id: event }, organisers);
  }

  async snapshot(
    database: Sql,
    { event }: StreamParams<'workingAgenda'>,
  ): Promise<StreamEntries<'workingAgenda'>> {
    return {
      session: Object.fromEntries((await readWorking(database, event)).sessions),
      material: byId(await readWorkingMaterials(database, event)),
      speaker: byId(await readSpeakers(database, event)),
      room: byId(await readRooms(database, event)),
      track: byId(await readTracks(database, event)),
    };
  }
}

const byId = <T extends { id: string }>(things: readonly T[]): Record<string, T> =>
  Object.fromEntries(things.map((thing) => [thing.id, thing]));
