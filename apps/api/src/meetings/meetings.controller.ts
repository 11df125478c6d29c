import { BookingsService, MeetingsQueries, MeetingsService, MovesService } from '@foyer/meetings';
import type { Call } from '@foyer/platform';
import { Controller, Inject } from '@nestjs/common';
import { Handles, type In, type Out } from '../http/handles.js';

@Controller()
export class MeetingsController {
  constructor(
    @Inject(MeetingsQueries) private readonly queries: MeetingsQueries,
    @Inject(BookingsService) private readonly bookings: BookingsService,
    @Inject(MeetingsService) private readonly meetings: MeetingsService,
    @Inject(MovesService) private readonly moves: MovesService,
  ) {}

  @Handles('listMyMeetings')
  mine({ params }: In<'listMyMeetings'>, call: Call): Promise<Out<'listMyMeetings'>> {
    return this.queries.mine(call, params.event);
  }

  @Handles('acceptRequest')
  accept({ params, body }: In<'acceptRequest'>, call: Call): Promise<Out<'acceptRequest'>> {
    return this.bookings.accept(call, params.event, params.request, body.slot);
  }

  @Handles('cancelMeeting')
  cancel({ params }: In<'cancelMeeting'>, call: Call): Promise<Out<'cancelMeeting'>> {
    return this.meetings.cancel(call, params.event, params.meeting);
  }

  @Handles('listMeetingSlots')
  async slots({ params }: In<'listMeetingSlots'>, call: Call): Promise<Out<'listMeetingSlots'>> {
    return { slots: await this.moves.slots(call, params.event, params.meeting) };
  }

  @Handles('moveMeeting')
  async move({ params, body }: In<'moveMeeting'>, call: Call): Promise<Out<'moveMeeting'>> {
    return { meeting: await this.moves.move(call, params.event, params.meeting, body) };
  }

  @Handles('enterMeeting')
  enter({ params }: In<'enterMeeting'>, call: Call): Promise<Out<'enterMeeting'>> {
    return this.meetings.enter(call, params.event, params.meeting);
  }

  @Handles('rateMeeting')
  rate({ params, body }: In<'rateMeeting'>, call: Call): Promise<Out<'rateMeeting'>> {
    return this.meetings.rate(call, params.event, params.meeting, body.outcome);
  }
}
