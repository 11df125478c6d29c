import { MeetingsQueries, ProposalsService, RequestsService } from '@foyer/meetings';
import type { Call } from '@foyer/platform';
import { Controller, Inject } from '@nestjs/common';
import { Handles, type In, type Out } from '../http/handles.js';

@Controller()
export class MeetingRequestsController {
  constructor(
    @Inject(RequestsService) private readonly requests: RequestsService,
    @Inject(ProposalsService) private readonly proposals: ProposalsService,
    @Inject(MeetingsQueries) private readonly queries: MeetingsQueries,
  ) {}

  @Handles('requestMeeting')
  request({ params, body }: In<'requestMeeting'>, call: Call): Promise<Out<'requestMeeting'>> {
    return this.requests.request(call, params.event, body);
  }

  @Handles('requestOrganisation')
  requestOrganisation(
    { params, body }: In<'requestOrganisation'>,
    call: Call,
  ): Promise<Out<'requestOrganisation'>> {
    return this.requests.requestOrganisation(call, params.event, body);
  }

  @Handles('listTimesWith')
  async times({ params, query }: In<'listTimesWith'>, call: Call): Promise<Out<'listTimesWith'>> {
    return { slots: await this.queries.timesWith(call, params.event, query) };
  }

  @Handles('counterRequest')
  counter({ params, body }: In<'counterRequest'>, call: Call): Promise<Out<'counterRequest'>> {
    return this.proposals.counter(call, params.event, params.request, body.slots);
  }

  @Handles('listMutualSlots')
  async slots({ params }: In<'listMutualSlots'>, call: Call): Promise<Out<'listMutualSlots'>> {
    return { slots: await this.queries.mutualSlots(call, params.event, params.request) };
  }

  @Handles('declineRequest')
  decline({ params, body }: In<'declineRequest'>, call: Call): Promise<Out<'declineRequest'>> {
    return this.requests.decline(call, params.event, params.request, body);
  }

  @Handles('withdrawRequest')
  withdraw({ params }: In<'withdrawRequest'>, call: Call): Promise<Out<'withdrawRequest'>> {
    return this.requests.withdraw(call, params.event, params.request);
  }
}
