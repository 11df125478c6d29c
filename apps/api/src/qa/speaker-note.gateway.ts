import type { Call } from '@foyer/platform';
import { SpeakerNotes } from '@foyer/qa';
import { Inject, Injectable } from '@nestjs/common';
import { OnCommand, type CommandIn, type CommandOut } from '../sockets/on-command.js';

/** Notes to those on stage over the socket. */
@Injectable()
export class SpeakerNoteGateway {
  constructor(@Inject(SpeakerNotes) private readonly notes: SpeakerNotes) {}

  @OnCommand('speakerNote.set')
  set(input: CommandIn<'speakerNote.set'>, call: Call): Promise<CommandOut<'speakerNote.set'>> {
    return this.notes.set(call, input);
  }

  @OnCommand('speakerNote.clear')
  clear(input: CommandIn<'speakerNote.clear'>, call: Call): Promise<CommandOut<'speakerNote.clear'>> {
    return this.notes.clear(call, input);
  }

  @OnCommand('speakerNote.see')
  see(input: CommandIn<'speakerNote.see'>, call: Call): Promise<CommandOut<'speakerNote.see'>> {
    return this.notes.see(call, input);
  }
}
