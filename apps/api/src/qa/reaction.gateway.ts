import { Problem, type Call } from '@foyer/platform';
import { Reactions } from '@foyer/qa';
import { Inject, Injectable, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { OnCommand, type CommandIn, type CommandOut } from '../sockets/on-command.js';
import { Pace } from '../sockets/pace.js';

/** As fast as hands clap for a moment, then a few a second; what comes faster is refused, not kept waiting. */
const allowed = { burst: 8, perSecond: 4, waiting: 0 };
const forgetMilliseconds = 60_000;

/** Reactions over the socket. */
@Injectable()
export class ReactionGateway implements OnModuleInit, BeforeApplicationShutdown {
  private readonly pace = new Pace(allowed);
  private timer: NodeJS.Timeout | null = null;

  constructor(@Inject(Reactions) private readonly reactions: Reactions) {}

  onModuleInit(): void {
    this.timer = setInterval(() => this.pace.forget(), forgetMilliseconds);
  }

  @OnCommand('reaction.send')
  async send(input: CommandIn<'reaction.send'>, call: Call): Promise<CommandOut<'reaction.send'>> {
    if (!call.actor) throw new Problem('not_signed_in');
    this.pace.take(call.actor.person);
    return this.reactions.react(call, input);
  }

  beforeApplicationShutdown(): void {
    if (this.timer) clearInterval(this.timer);
  }
}
