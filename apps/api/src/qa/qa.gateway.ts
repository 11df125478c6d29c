import { QaService, VoteWriter } from '@foyer/qa';
import type { Call } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { OnCommand, type CommandIn, type CommandOut } from '../sockets/on-command.js';

/** Questions over the socket. */
@Injectable()
export class QaGateway {
  constructor(
    @Inject(QaService) private readonly qa: QaService,
    @Inject(VoteWriter) private readonly votes: VoteWriter,
  ) {}

  @OnCommand('question.ask')
  ask(input: CommandIn<'question.ask'>, call: Call): Promise<CommandOut<'question.ask'>> {
    return this.qa.ask(call, input);
  }

  @OnCommand('question.withdraw')
  withdraw(input: CommandIn<'question.withdraw'>, call: Call): Promise<CommandOut<'question.withdraw'>> {
    return this.qa.withdraw(call, input);
  }

  @OnCommand('question.vote')
  vote(input: CommandIn<'question.vote'>, call: Call): Promise<CommandOut<'question.vote'>> {
    return this.votes.vote(call, input);
  }

  @OnCommand('question.approve')
  approve(input: CommandIn<'question.approve'>, call: Call): Promise<CommandOut<'question.approve'>> {
    return this.qa.approve(call, input);
  }

  @OnCommand('question.dismiss')
  dismiss(input: CommandIn<'question.dismiss'>, call: Call): Promise<CommandOut<'question.dismiss'>> {
    return this.qa.dismiss(call, input);
  }

  @OnCommand('question.answer')
  answer(input: CommandIn<'question.answer'>, call: Call): Promise<CommandOut<'question.answer'>> {
    return this.qa.answer(call, input);
  }

  @OnCommand('questions.open')
  open(input: CommandIn<'questions.open'>, call: Call): Promise<CommandOut<'questions.open'>> {
    return this.qa.open(call, input);
  }

  @OnCommand('questions.rules')
  rules(input: CommandIn<'questions.rules'>, call: Call): Promise<CommandOut<'questions.rules'>> {
    return this.qa.setRules(call, input);
  }

  @OnCommand('question.reword')
  reword(input: CommandIn<'question.reword'>, call: Call): Promise<CommandOut<'question.reword'>> {
    return this.qa.reword(call, input);
  }
}
