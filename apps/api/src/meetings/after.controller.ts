import { ContactsExportService } from '@foyer/exchange';
import { AfterService, ContactsService } from '@foyer/meetings';
import type { Call } from '@foyer/platform';
import { Controller, Inject } from '@nestjs/common';
import { FileAnswer } from '../http/file-answer.js';
import { Handles, type In, type Out } from '../http/handles.js';

/** After a meeting: what came of it, notes, and the people one met. */
@Controller()
export class AfterController {
  constructor(
    @Inject(AfterService) private readonly after: AfterService,
    @Inject(ContactsService) private readonly contacts: ContactsService,
    @Inject(ContactsExportService) private readonly files: ContactsExportService,
  ) {}

  @Handles('listMyAfter')
  async mine({ params }: In<'listMyAfter'>, call: Call): Promise<Out<'listMyAfter'>> {
    return { after: await this.after.mine(call, params.event) };
  }

  @Handles('sayOfMeeting')
  say({ params, body }: In<'sayOfMeeting'>, call: Call): Promise<Out<'sayOfMeeting'>> {
    return this.after.say(call, params.event, params.meeting, body);
  }

  @Handles('saveMeetingNote')
  async note({ params, body }: In<'saveMeetingNote'>, call: Call): Promise<Out<'saveMeetingNote'>> {
    return { version: await this.after.note(call, params.event, params.meeting, body) };
  }

  @Handles('listContacts')
  async list({ params }: In<'listContacts'>, call: Call): Promise<Out<'listContacts'>> {
    const { contacts, mine } = await this.contacts.list(call, params.event);
    return { contacts, mine };
  }

  @Handles('shareContact')
  share({ params, body }: In<'shareContact'>, call: Call): Promise<Out<'shareContact'>> {
    return this.contacts.share(call, params.event, params.person, body);
  }

  @Handles('getContactCard')
  async card({ params }: In<'getContactCard'>, call: Call): Promise<FileAnswer> {
    const { bytes, ...file } = await this.files.card(call, params.event, params.person);
    return new FileAnswer(bytes, { ...file, cache: 'private' });
  }

  @Handles('exportContacts')
  async export({ params }: In<'exportContacts'>, call: Call): Promise<FileAnswer> {
    const { bytes, ...file } = await this.files.all(call, params.event, params.format);
    return new FileAnswer(bytes, { ...file, cache: 'private' });
  }
}
