import { DeskService, LookingService } from '@foyer/qa';
import type { Call } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { OnCommand, type CommandIn, type CommandOut } from '../sockets/on-command.js';

/** The moderator's desk over the socket. */
@Injectable()
export class DeskGateway {
  constructor(
    @Inject(DeskService) private readonly desk: DeskService,
    @Inject(LookingService) private readonly looking: LookingService,
  ) {}

  @OnCommand('moderation.look')
  look(input: CommandIn<'moderation.look'>, call: Call): Promise<CommandOut<'moderation.look'>> {
    return this.looking.look(call, input);
  }

  @OnCommand('question.edit')
  edit(input: CommandIn<'question.edit'>, call: Call): Promise<CommandOut<'question.edit'>> {
    return this.desk.edit(call, input);
  }

  @OnCommand('question.pin')
  pin(input: CommandIn<'question.pin'>, call: Call): Promise<CommandOut<'question.pin'>> {
    return this.desk.pin(call, input);
  }

  @OnCommand('question.spotlight')
  spotlight(input: CommandIn<'question.spotlight'>, call: Call): Promise<CommandOut<'question.spotlight'>> {
    return this.desk.spotlight(call, input);
  }

  @OnCommand('question.reply')
  reply(input: CommandIn<'question.reply'>, call: Call): Promise<CommandOut<'question.reply'>> {
    return this.desk.reply(call, input);
  }

  @OnCommand('question.merge')
  merge(input: CommandIn<'question.merge'>, call: Call): Promise<CommandOut<'question.merge'>> {
    return this.desk.merge(call, input);
  }

  @OnCommand('question.unmerge')
  unmerge(input: CommandIn<'question.unmerge'>, call: Call): Promise<CommandOut<'question.unmerge'>> {
    return this.desk.unmerge(call, input);
  }

  @OnCommand('question.assign')
  assign(input: CommandIn<'question.assign'>, call: Call): Promise<CommandOut<'question.assign'>> {
    return this.desk.assign(call, input);
  }

  @OnCommand('question.tag')
  tag(input: CommandIn<'question.tag'>, call: Call): Promise<CommandOut<'question.tag'>> {
    return this.desk.tag(call, input);
  }

  @OnCommand('moderation.undo')
  undo(input: CommandIn<'moderation.undo'>, call: Call): Promise<CommandOut<'moderation.undo'>> {
    return this.desk.undo(call, input);
  }
}
