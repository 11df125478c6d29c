import { MeetingsQueries, RequestsService } from '@foyer/meetings';
import type { Call } from '@foyer/platform';
import { Controller, Inject } from '@nestjs/common';
import { Handles, type In, type Out } from '../http/handles.js';

@Controller()
export class MeetingRequestsController {
  constructor(
    @Inject(RequestsService) private readonly requests: RequestsService,
    @Inject(MeetingsQueries) private readonly queries: MeetingsQueries,
  ) {}

  @Handles('requestMeeting')
  request({ params, body }: In<'requestMeeting'>, call: Call): Promise<Out<'requestMeeting'>> {
    return this.requests.request(call, params.event, body);
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
