import type { Call, Sql, StreamEntries, StreamParams, StreamSource } from '@foyer/platform';
import { ServesStream } from '@foyer/platform';
import { EventAccess } from '@foyer/events';
import { Inject, Injectable } from '@nestjs/common';
import { isPrivate } from './agenda.policy.js';
import { readSessions, readSpeakers } from './agenda-rows.js';

/** The agenda as everybody may see it. Organisers' private sessions never enter it. */
@ServesStream('agenda')
@Injectable()
export class AgendaStreams implements StreamSource<'agenda'> {
  constructor(@Inject(EventAccess) private readonly access: EventAccess) {}

  async admit(call: Call, { event }: StreamParams<'agenda'>): Promise<void> {
    await this.access.find(call, { id: event });
  }

  async snapshot(database: Sql, { event }: StreamParams<'agenda'>): Promise<StreamEntries<'agenda'>> {
    const sessions = (await readSessions(database, event)).filter((session) => !isPrivate(session));
    const speakers = await readSpeakers(database, event);
    return {
      session: Object.fromEntries(sessions.map((session) => [session.id, session])),
      speaker: Object.fromEntries(speakers.map((speaker) => [speaker.id, speaker])),
    };
  }
}
