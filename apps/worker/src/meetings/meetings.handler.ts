import { MeetingsService } from '@foyer/meetings';
import { OnTick } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';

@Injectable()
export class MeetingsHandler {
  constructor(@Inject(MeetingsService) private readonly meetings: MeetingsService) {}

  @OnTick('meetings.missed', 5_000)
  async settleMissed(): Promise<void> {
    await this.meetings.settleMissed();
  }
}
