import { OnTick } from '@foyer/platform';
import { GuestForgetting } from '@foyer/qa';
import { Inject, Injectable } from '@nestjs/common';

const everyMilliseconds = 3_600_000;

/** Forgets the guests of events that are long over. */
@Injectable()
export class GuestsHandler {
  constructor(@Inject(GuestForgetting) private readonly guests: GuestForgetting) {}

  @OnTick('guests.forget', everyMilliseconds)
  async forget(): Promise<void> {
    await this.guests.forget();
  }
}
