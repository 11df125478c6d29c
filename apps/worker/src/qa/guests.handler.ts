import type { FactPayload } from '@foyer/contracts';
import { OnFact, OnTick, type Tx } from '@foyer/platform';
import { GuestForgetting, LiveErasure } from '@foyer/qa';
import { Inject, Injectable } from '@nestjs/common';

const everyMilliseconds = 3_600_000;

/** Forgets the guests of events that are long over, and who had themselves erased. */
@Injectable()
export class GuestsHandler {
  constructor(
    @Inject(GuestForgetting) private readonly guests: GuestForgetting,
    @Inject(LiveErasure) private readonly erasure: LiveErasure,
  ) {}

  @OnFact('registration.erased', 'qa')
  async erase(tx: Tx, erased: FactPayload<'registration.erased'>): Promise<void> {
    await this.erasure.erase(tx, erased);
  }

  @OnTick('guests.forget', everyMilliseconds)
  async forget(): Promise<void> {
    await this.guests.forget();
  }
}
