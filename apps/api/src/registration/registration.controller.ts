import type { Call } from '@foyer/platform';
import { RegistrationQueries, RegistrationService } from '@foyer/registration';
import { Controller, Inject } from '@nestjs/common';
import { Handles, type In, type Out } from '../http/handles.js';

@Controller()
export class RegistrationController {
  constructor(
    @Inject(RegistrationService) private readonly registrations: RegistrationService,
    @Inject(RegistrationQueries) private readonly queries: RegistrationQueries,
  ) {}

  @Handles('getMyRegistration')
  mine({ params }: In<'getMyRegistration'>, call: Call): Promise<Out<'getMyRegistration'>> {
    return this.queries.mine(call, params.event);
  }

  @Handles('register')
  register({ params, body }: In<'register'>, call: Call): Promise<Out<'register'>> {
    return this.registrations.register(call, params.event, body);
  }

  @Handles('withdraw')
  async withdraw({ params }: In<'withdraw'>, call: Call): Promise<Out<'withdraw'>> {
    await this.registrations.withdraw(call, params.event);
  }

  @Handles('listParticipants')
  list({ params, query }: In<'listParticipants'>, call: Call): Promise<Out<'listParticipants'>> {
    return this.queries.participants(call, params.event, query);
  }

  @Handles('suggestTopics')
  async topics({ params, query }: In<'suggestTopics'>, call: Call): Promise<Out<'suggestTopics'>> {
    return { topics: await this.queries.topics(call, params.event, query) };
  }
}
