import type { FactPayload } from '@foyer/contracts';
import { AsideService } from '@foyer/partners';
import { OnFact, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';

@Injectable()
export class PartnersHandler {
  constructor(@Inject(AsideService) private readonly aside: AsideService) {}

  @OnFact('registration.erased', 'partners')
  async erase(tx: Tx, erased: FactPayload<'registration.erased'>): Promise<void> {
    await this.aside.erase(tx, erased);
  }
}
