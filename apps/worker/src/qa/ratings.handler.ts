import { OnTick } from '@foyer/platform';
import { SessionRatings } from '@foyer/qa';
import { Inject, Injectable } from '@nestjs/common';

@Injectable()
export class RatingsHandler {
  constructor(@Inject(SessionRatings) private readonly ratings: SessionRatings) {}

  @OnTick('polls.rate-sessions', 5_000)
  async rateSessions(): Promise<void> {
    await this.ratings.openDue();
  }
}
