import { RunningQueries, RunningService } from '@foyer/agenda';
import type { Call } from '@foyer/platform';
import { Controller, Inject } from '@nestjs/common';
import { Handles, type In, type Out } from '../http/handles.js';

/** The running order of the day. */
@Controller()
export class RunningController {
  constructor(
    @Inject(RunningService) private readonly running: RunningService,
    @Inject(RunningQueries) private readonly queries: RunningQueries,
  ) {}

  @Handles('getRunningOrder')
  order({ params }: In<'getRunningOrder'>, call: Call): Promise<Out<'getRunningOrder'>> {
    return this.queries.order(call, params.event);
  }

  @Handles('getMyStage')
  async mine({ params }: In<'getMyStage'>, call: Call): Promise<Out<'getMyStage'>> {
    return { sessions: await this.queries.mine(call, params.event) };
  }

  @Handles('startSession')
  start({ params, body }: In<'startSession'>, call: Call): Promise<Out<'startSession'>> {
    return this.running.start(call, params.event, body);
  }

  @Handles('endSession')
  end({ params, body }: In<'endSession'>, call: Call): Promise<Out<'endSession'>> {
    return this.running.end(call, params.event, body);
  }

  @Handles('delaySessions')
  delay({ params, body }: In<'delaySessions'>, call: Call): Promise<Out<'delaySessions'>> {
    return this.running.delay(call, params.event, body);
  }

  @Handles('shortenSession')
  shorten({ params, body }: In<'shortenSession'>, call: Call): Promise<Out<'shortenSession'>> {
    return this.running.shorten(call, params.event, body);
  }

  @Handles('skipSession')
  skip({ params, body }: In<'skipSession'>, call: Call): Promise<Out<'skipSession'>> {
    return this.running.skip(call, params.event, body);
  }

  @Handles('swapSessions')
  swap({ params, body }: In<'swapSessions'>, call: Call): Promise<Out<'swapSessions'>> {
    return this.running.swap(call, params.event, body);
  }

  @Handles('undoRunningStep')
  undo({ params, body }: In<'undoRunningStep'>, call: Call): Promise<Out<'undoRunningStep'>> {
    return this.running.undo(call, params.event, body);
  }

  @Handles('setPresence')
  setPresence({ params, body }: In<'setPresence'>, call: Call): Promise<Out<'setPresence'>> {
    return this.running.setPresence(call, params.event, body);
  }
}
