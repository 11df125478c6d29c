import { AgendaQueries } from '@foyer/agenda';
import type { Call } from '@foyer/platform';
import { Controller, Inject } from '@nestjs/common';
import { Encoded } from '../http/encoded.js';
import { Handles, type In, type Out } from '../http/handles.js';

@Controller()
export class AgendaController {
  constructor(@Inject(AgendaQueries) private readonly queries: AgendaQueries) {}

  @Handles('getAgenda')
  async get({ params }: In<'getAgenda'>, call: Call): Promise<Encoded<Out<'getAgenda'>>> {
    const { body, etag } = await this.queries.getAgenda(call, params.event);
    return new Encoded(body, etag);
  }
}
