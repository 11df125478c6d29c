import { OnTick } from '@foyer/platform';
import { AttendanceService, Presence } from '@foyer/registration';
import { Inject, Injectable } from '@nestjs/common';

const tidyEveryMilliseconds = 10_000;

/** Lets those leave whose process died, and tells how many are left. */
@Injectable()
export class AttendanceHandler {
  constructor(
    @Inject(AttendanceService) private readonly attendance: AttendanceService,
    @Inject(Presence) private readonly presence: Presence,
  ) {}

  @OnTick('attendance.tidy', tidyEveryMilliseconds)
  async tidy(): Promise<void> {
    await this.attendance.tidy();
    await this.presence.heal();
  }
}
