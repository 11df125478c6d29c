import { ColleaguesService } from '@foyer/meetings';
import type { Call } from '@foyer/platform';
import { Controller, Inject } from '@nestjs/common';
import { Handles, type In, type Out } from '../http/handles.js';

/** Colleagues who come along. */
@Controller()
export class MeetingPeopleController {
  constructor(@Inject(ColleaguesService) private readonly colleagues: ColleaguesService) {}

  @Handles('listColleagues')
  async list({ params }: In<'listColleagues'>, call: Call): Promise<Out<'listColleagues'>> {
    return { colleagues: await this.colleagues.list(call, params.event, params.meeting) };
  }

  @Handles('addColleague')
  add({ params, body }: In<'addColleague'>, call: Call): Promise<Out<'addColleague'>> {
    return this.colleagues.add(call, params.event, params.meeting, body.person);
  }

  @Handles('leaveMeeting')
  leave({ params }: In<'leaveMeeting'>, call: Call): Promise<Out<'leaveMeeting'>> {
    return this.colleagues.leave(call, params.event, params.meeting);
  }
}
