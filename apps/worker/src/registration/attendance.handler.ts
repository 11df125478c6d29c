import { OnTick } from '@foyer/platform';
import { AttendanceService } from '@foyer/registration';
import { Inject, Injectable } from '@nestjs/common';

const tidyEveryMilliseconds = 30_000;

/** Lets those leave whose process died. */
@Injectable()
export class AttendanceHandler {
  constructor(@Inject(AttendanceService) private readonly attendance: AttendanceService) {}

  @OnTick('attendance.tidy', tidyEveryMilliseconds)
  async tidy(): Promise<void> {
    await this.attendance.tidy();
  }
}
