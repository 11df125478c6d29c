import { Organisations } from '@foyer/organisations';
import type { Call } from '@foyer/platform';
import { Controller, Inject } from '@nestjs/common';
import { Handles, type In, type Out } from '../http/handles.js';

@Controller()
export class OrganisationsController {
  constructor(@Inject(Organisations) private readonly organisations: Organisations) {}

  @Handles('searchOrganisations')
  async search({ query }: In<'searchOrganisations'>, call: Call): Promise<Out<'searchOrganisations'>> {
    return { organisations: await this.organisations.search(call, query.search) };
  }
}
