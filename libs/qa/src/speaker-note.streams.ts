import {
  ServesStream,
  type Call,
  type Sql,
  type StreamEntries,
  type StreamParams,
  type StreamSource,
} from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { SessionAccess } from './session-access.js';
import { readNote } from './speaker-notes.service.js';

/** What the moderators say to those on stage. Nobody else follows it. */
@ServesStream('speakerDesk')
@Injectable()
export class SpeakerDeskStream implements StreamSource<'speakerDesk'> {
  constructor(@Inject(SessionAccess) private readonly sessions: SessionAccess) {}

  async admit(call: Call, { session }: StreamParams<'speakerDesk'>): Promise<void> {
    await this.sessions.findOnStage(call, session);
  }

  async snapshot(
    database: Sql,
    { session }: StreamParams<'speakerDesk'>,
  ): Promise<StreamEntries<'speakerDesk'>> {
    const note = await readNote(database, session);
    return { note: note ? { [session]: note } : {} };
  }
}
