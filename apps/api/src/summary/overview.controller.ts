import type { Call } from '@foyer/platform';
import { AttendanceQueries } from '@foyer/registration';
import { AuditQueries, OverviewQueries } from '@foyer/summary';
import { Controller, Inject } from '@nestjs/common';
import { Handles, type In, type Out } from '../http/handles.js';

/** How an event stands, and who came to what: for who runs it. */
@Controller()
export class OverviewController {
  constructor(
    @Inject(OverviewQueries) private readonly overviews: OverviewQueries,
    @Inject(AuditQueries) private readonly audit: AuditQueries,
    @Inject(AttendanceQueries) private readonly attendance: AttendanceQueries,
  ) {}

  @Handles('getOverview')
  overview({ params }: In<'getOverview'>, call: Call): Promise<Out<'getOverview'>> {
    return this.overviews.overview(call, params.event);
  }

  @Handles('listAuditLog')
  log({ params, query }: In<'listAuditLog'>, call: Call): Promise<Out<'listAuditLog'>> {
    return this.audit.list(call, params.event, query);
  }

  @Handles('listEventOrganisations')
  organisations(
    { params, query }: In<'listEventOrganisations'>,
    call: Call,
  ): Promise<Out<'listEventOrganisations'>> {
    return this.overviews.organisations(call, params.event, query);
  }

  @Handles('listAttendance')
  async sessions({ params }: In<'listAttendance'>, call: Call): Promise<Out<'listAttendance'>> {
    return { sessions: await this.attendance.sessions(call, params.event) };
  }

  @Handles('getAttendanceCurve')
  curve({ params }: In<'getAttendanceCurve'>, call: Call): Promise<Out<'getAttendanceCurve'>> {
    return this.attendance.curve(call, params.event, params.session);
  }
}
