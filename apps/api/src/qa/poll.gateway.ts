import type { Call } from '@foyer/platform';
import { PollAnswers, PollService } from '@foyer/qa';
import { Inject, Injectable } from '@nestjs/common';
import { OnCommand, type CommandIn, type CommandOut } from '../sockets/on-command.js';

/** Polls over the socket. */
@Injectable()
export class PollGateway {
  constructor(
    @Inject(PollService) private readonly polls: PollService,
    @Inject(PollAnswers) private readonly answers: PollAnswers,
  ) {}

  @OnCommand('poll.create')
  create(input: CommandIn<'poll.create'>, call: Call): Promise<CommandOut<'poll.create'>> {
    return this.polls.create(call, input);
  }

  @OnCommand('poll.open')
  open(input: CommandIn<'poll.open'>, call: Call): Promise<CommandOut<'poll.open'>> {
    return this.polls.open(call, input);
  }

  @OnCommand('poll.show')
  show(input: CommandIn<'poll.show'>, call: Call): Promise<CommandOut<'poll.show'>> {
    return this.polls.show(call, input);
  }

  @OnCommand('poll.hideAnswer')
  hideAnswer(input: CommandIn<'poll.hideAnswer'>, call: Call): Promise<CommandOut<'poll.hideAnswer'>> {
    return this.polls.hideAnswer(call, input);
  }

  @OnCommand('poll.delete')
  delete(input: CommandIn<'poll.delete'>, call: Call): Promise<CommandOut<'poll.delete'>> {
    return this.polls.delete(call, input);
  }

  @OnCommand('poll.rateSession')
  rateSession(input: CommandIn<'poll.rateSession'>, call: Call): Promise<CommandOut<'poll.rateSession'>> {
    return this.polls.rateSession(call, input);
  }

  @OnCommand('poll.answer')
  answer(input: CommandIn<'poll.answer'>, call: Call): Promise<CommandOut<'poll.answer'>> {
    return this.answers.answer(call, input);
  }
}
