import type { Call } from '@foyer/platform';
import { MessagePreview, MessagesService } from '@foyer/reminders';
import { Controller, Inject } from '@nestjs/common';
import { Handles, type In, type Out } from '../http/handles.js';

/** What organisers write to their people. */
@Controller()
export class MessagesController {
  constructor(
    @Inject(MessagesService) private readonly messages: MessagesService,
    @Inject(MessagePreview) private readonly preview: MessagePreview,
  ) {}

  @Handles('listMessages')
  async list({ params }: In<'listMessages'>, call: Call): Promise<Out<'listMessages'>> {
    return { messages: await this.messages.list(call, params.event) };
  }

  @Handles('getMessage')
  read({ params }: In<'getMessage'>, call: Call): Promise<Out<'getMessage'>> {
    return this.messages.read(call, params.event, params.message);
  }

  @Handles('createMessage')
  create({ params, body }: In<'createMessage'>, call: Call): Promise<Out<'createMessage'>> {
    return this.messages.create(call, params.event, body);
  }

  @Handles('saveMessage')
  save({ params, body }: In<'saveMessage'>, call: Call): Promise<Out<'saveMessage'>> {
    return this.messages.save(call, params.event, params.message, body);
  }

  @Handles('deleteMessage')
  async remove({ params }: In<'deleteMessage'>, call: Call): Promise<Out<'deleteMessage'>> {
    await this.messages.remove(call, params.event, params.message);
  }

  @Handles('findAudience')
  audience({ params, body }: In<'findAudience'>, call: Call): Promise<Out<'findAudience'>> {
    return this.preview.audience(call, params.event, body);
  }

  @Handles('previewMessage')
  render({ params, body }: In<'previewMessage'>, call: Call): Promise<Out<'previewMessage'>> {
    return this.preview.render(call, params.event, body);
  }

  @Handles('testMessage')
  async test({ params }: In<'testMessage'>, call: Call): Promise<Out<'testMessage'>> {
    await this.messages.test(call, params.event, params.message);
  }

  @Handles('confirmMessage')
  confirm({ params, body }: In<'confirmMessage'>, call: Call): Promise<Out<'confirmMessage'>> {
    return this.messages.confirm(call, params.event, params.message, body);
  }

  @Handles('cancelMessage')
  cancel({ params }: In<'cancelMessage'>, call: Call): Promise<Out<'cancelMessage'>> {
    return this.messages.cancel(call, params.event, params.message);
  }
}
