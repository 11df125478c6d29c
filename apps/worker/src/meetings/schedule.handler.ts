import { ScheduleRunner } from '@foyer/meetings';
import { OnFact, OnTick } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';

/** Computed schedules: searches begin here and go on in threads of their own. */
@Injectable()
export class ScheduleHandler {
  constructor(@Inject(ScheduleRunner) private readonly runner: ScheduleRunner) {}

  @OnFact('schedule.queued', 'meetings')
  async begin(): Promise<void> {
    await this.runner.wake();
  }

  /** Takes up what a dead worker has left, and what no fact has told of. */
  @OnTick('meetings.schedules', 2_000)
  async look(): Promise<void> {
    await this.runner.look();
  }
}
