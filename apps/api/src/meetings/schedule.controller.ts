import { AgreementsService, PublishService, ScheduleQueries, ScheduleService } from '@foyer/meetings';
import type { Call } from '@foyer/platform';
import { Controller, Inject } from '@nestjs/common';
import { Handles, type In, type Out } from '../http/handles.js';

/** Agreements without a time, and the schedule that gives them one. */
@Controller()
export class ScheduleController {
  constructor(
    @Inject(ScheduleService) private readonly schedule: ScheduleService,
    @Inject(ScheduleQueries) private readonly queries: ScheduleQueries,
    @Inject(AgreementsService) private readonly agreements: AgreementsService,
    @Inject(PublishService) private readonly publishing: PublishService,
  ) {}

  @Handles('agreeToMeet')
  agree({ params }: In<'agreeToMeet'>, call: Call): Promise<Out<'agreeToMeet'>> {
    return this.agreements.agree(call, params.event, params.request);
  }

  @Handles('callOffAgreement')
  callOff({ params }: In<'callOffAgreement'>, call: Call): Promise<Out<'callOffAgreement'>> {
    return this.agreements.callOff(call, params.event, params.request);
  }

  @Handles('getSchedule')
  desk({ params }: In<'getSchedule'>, call: Call): Promise<Out<'getSchedule'>> {
    return this.queries.desk(call, params.event);
  }

  @Handles('startSchedule')
  start({ params, body }: In<'startSchedule'>, call: Call): Promise<Out<'startSchedule'>> {
    return this.schedule.start(call, params.event, body);
  }

  @Handles('stopSchedule')
  stop({ params, body }: In<'stopSchedule'>, call: Call): Promise<Out<'stopSchedule'>> {
    return this.schedule.stop(call, params.event, params.run, body.keep);
  }

  @Handles('getSchedulePlan')
  plan({ params }: In<'getSchedulePlan'>, call: Call): Promise<Out<'getSchedulePlan'>> {
    return this.queries.plan(call, params.event, params.run);
  }

  @Handles('getSchedulePlacement')
  placement({ params }: In<'getSchedulePlacement'>, call: Call): Promise<Out<'getSchedulePlacement'>> {
    return this.queries.placement(call, params.event, params.run);
  }

  @Handles('getScheduleReasons')
  reasons({ params }: In<'getScheduleReasons'>, call: Call): Promise<Out<'getScheduleReasons'>> {
    return this.queries.reasons(call, params.event, params.run);
  }

  @Handles('publishSchedule')
  publish({ params }: In<'publishSchedule'>, call: Call): Promise<Out<'publishSchedule'>> {
    return this.publishing.publish(call, params.event, params.run);
  }

  @Handles('dropSchedule')
  async drop({ params }: In<'dropSchedule'>, call: Call): Promise<Out<'dropSchedule'>> {
    await this.schedule.drop(call, params.event, params.run);
  }

  @Handles('setScheduleWish')
  async wish({ params, body }: In<'setScheduleWish'>, call: Call): Promise<Out<'setScheduleWish'>> {
    await this.schedule.wish(call, params.event, params.request, body);
  }
}
