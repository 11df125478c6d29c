import { ApprovalsService, RulesService } from '@foyer/meetings';
import type { Call } from '@foyer/platform';
import { Controller, Inject } from '@nestjs/common';
import { Handles, type In, type Out } from '../http/handles.js';

/** What organisers say about meetings: who may ask whom, and which take place. */
@Controller()
export class MeetingRulesController {
  constructor(
    @Inject(RulesService) private readonly rules: RulesService,
    @Inject(ApprovalsService) private readonly approvals: ApprovalsService,
  ) {}

  @Handles('getMeetingRules')
  read({ params }: In<'getMeetingRules'>, call: Call): Promise<Out<'getMeetingRules'>> {
    return this.rules.read(call, params.event);
  }

  @Handles('updateMeetingRules')
  write({ params, body }: In<'updateMeetingRules'>, call: Call): Promise<Out<'updateMeetingRules'>> {
    return this.rules.write(call, params.event, body);
  }

  @Handles('listAwaitingMeetings')
  async awaiting({ params }: In<'listAwaitingMeetings'>, call: Call): Promise<Out<'listAwaitingMeetings'>> {
    return { meetings: await this.approvals.list(call, params.event) };
  }

  @Handles('decideMeetings')
  decide({ params, body }: In<'decideMeetings'>, call: Call): Promise<Out<'decideMeetings'>> {
    return this.approvals.decide(call, params.event, body);
  }
}
