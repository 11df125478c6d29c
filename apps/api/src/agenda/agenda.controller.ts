import { AgendaQueries, AgendaService } from '@foyer/agenda';
import type { Call } from '@foyer/platform';
import { Controller, Inject } from '@nestjs/common';
import { Encoded } from '../http/encoded.js';
import { Handles, type In, type Out } from '../http/handles.js';

@Controller()
export class AgendaController {
  constructor(
    @Inject(AgendaService) private readonly agenda: AgendaService,
    @Inject(AgendaQueries) private readonly queries: AgendaQueries,
  ) {}

  @Handles('getAgenda')
  async get({ params }: In<'getAgenda'>, call: Call): Promise<Encoded<Out<'getAgenda'>>> {
    const { body, etag } = await this.queries.getAgenda(call, params.event);
    return new Encoded(body, etag);
  }

  @Handles('createSession')
  createSession({ params, body }: In<'createSession'>, call: Call): Promise<Out<'createSession'>> {
    return this.agenda.createSession(call, params.event, body);
  }

  @Handles('updateSession')
  updateSession({ params, body }: In<'updateSession'>, call: Call): Promise<Out<'updateSession'>> {
    return this.agenda.updateSession(call, params.event, params.session, body);
  }

  @Handles('deleteSession')
  async deleteSession({ params }: In<'deleteSession'>, call: Call): Promise<Out<'deleteSession'>> {
    await this.agenda.deleteSession(call, params.event, params.session);
    return undefined;
  }

  @Handles('createSpeaker')
  createSpeaker({ params, body }: In<'createSpeaker'>, call: Call): Promise<Out<'createSpeaker'>> {
    return this.agenda.createSpeaker(call, params.event, body);
  }

  @Handles('listCrew')
  async crew({ params }: In<'listCrew'>, call: Call): Promise<Out<'listCrew'>> {
    return { crew: await this.queries.crew(call, params.event) };
  }

  @Handles('updateSpeaker')
  updateSpeaker({ params, body }: In<'updateSpeaker'>, call: Call): Promise<Out<'updateSpeaker'>> {
    return this.agenda.updateSpeaker(call, params.event, params.speaker, body);
  }
}
