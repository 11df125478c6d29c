import { OwnTimeService, TimesQueries } from '@foyer/meetings';
import type { Call } from '@foyer/platform';
import { Controller, Inject } from '@nestjs/common';
import { Handles, type In, type Out } from '../http/handles.js';

/** When people can meet, and when they want to be left alone. */
@Controller()
export class MeetingTimesController {
  constructor(
    @Inject(TimesQueries) private readonly times: TimesQueries,
    @Inject(OwnTimeService) private readonly ownTime: OwnTimeService,
  ) {}

  @Handles('listRequestTimes')
  async ofRequest({ params }: In<'listRequestTimes'>, call: Call): Promise<Out<'listRequestTimes'>> {
    return { times: await this.times.ofRequest(call, params.event, params.request) };
  }

  @Handles('listMeetingTimes')
  async ofMeeting({ params }: In<'listMeetingTimes'>, call: Call): Promise<Out<'listMeetingTimes'>> {
    return { times: await this.times.ofMeeting(call, params.event, params.meeting) };
  }

  @Handles('listPartnerTimes')
  async ofPartner({ params }: In<'listPartnerTimes'>, call: Call): Promise<Out<'listPartnerTimes'>> {
    return { times: await this.times.ofPartner(call, params.event, params.person) };
  }

  @Handles('keepFree')
  async keep({ params, body }: In<'keepFree'>, call: Call): Promise<Out<'keepFree'>> {
    return { promised: await this.ownTime.keep(call, params.event, body.times, body.around) };
  }

  @Handles('giveBack')
  async giveBack({ params, body }: In<'giveBack'>, call: Call): Promise<Out<'giveBack'>> {
    return { promised: await this.ownTime.giveBack(call, params.event, body.times) };
  }
}
