import type { FactPayload } from '@foyer/contracts';
import { OnFact, OnTick, type Tx } from '@foyer/platform';
import { RegistrationSettingsService, SeatsService } from '@foyer/registration';
import { Inject, Injectable } from '@nestjs/common';

const promoteEveryMilliseconds = 60_000;

/** Lets lines move where nobody has acted: more seats in a session, places no longer kept. */
@Injectable()
export class SeatsHandler {
  constructor(
    @Inject(SeatsService) private readonly seats: SeatsService,
    @Inject(RegistrationSettingsService) private readonly settings: RegistrationSettingsService,
  ) {}

  @OnFact('session.resized', 'seats')
  async resized(tx: Tx, fact: FactPayload<'session.resized'>): Promise<void> {
    await this.seats.resized(tx, fact);
  }

  @OnTick('places.promote', promoteEveryMilliseconds)
  async promote(): Promise<void> {
    await this.settings.promoteDue();
  }
}
