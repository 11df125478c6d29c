import type { Call } from '@foyer/platform';
import {
  ParticipantsService,
  RegistrationQueries,
  RegistrationSettingsService,
  SeatsService,
} from '@foyer/registration';
import { Controller, Inject } from '@nestjs/common';
import { Handles, type In, type Out } from '../http/handles.js';

/** How people get a place, what organisers do to places, and seats in sessions. */
@Controller()
export class PlacesController {
  constructor(
    @Inject(RegistrationSettingsService) private readonly settings: RegistrationSettingsService,
    @Inject(ParticipantsService) private readonly participants: ParticipantsService,
    @Inject(RegistrationQueries) private readonly queries: RegistrationQueries,
    @Inject(SeatsService) private readonly seats: SeatsService,
  ) {}

  @Handles('getPlaces')
  places({ params }: In<'getPlaces'>, call: Call): Promise<Out<'getPlaces'>> {
    return this.settings.places(call, params.event);
  }

  @Handles('getRegistrationSettings')
  getSettings(
    { params }: In<'getRegistrationSettings'>,
    call: Call,
  ): Promise<Out<'getRegistrationSettings'>> {
    return this.settings.get(call, params.event);
  }

  @Handles('updateRegistrationSettings')
  updateSettings(
    { params, body }: In<'updateRegistrationSettings'>,
    call: Call,
  ): Promise<Out<'updateRegistrationSettings'>> {
    return this.settings.update(call, params.event, body);
  }

  @Handles('actOnParticipants')
  act({ params, body }: In<'actOnParticipants'>, call: Call): Promise<Out<'actOnParticipants'>> {
    return this.participants.act(call, params.event, body);
  }

  @Handles('getParticipant')
  participant({ params }: In<'getParticipant'>, call: Call): Promise<Out<'getParticipant'>> {
    return this.queries.participant(call, params.event, params.registration);
  }

  @Handles('addParticipant')
  add({ params, body }: In<'addParticipant'>, call: Call): Promise<Out<'addParticipant'>> {
    return this.participants.add(call, params.event, body);
  }

  @Handles('editParticipant')
  edit({ params, body }: In<'editParticipant'>, call: Call): Promise<Out<'editParticipant'>> {
    return this.participants.edit(call, params.event, params.registration, body);
  }

  @Handles('listSeats')
  listSeats({ params }: In<'listSeats'>, call: Call): Promise<Out<'listSeats'>> {
    return this.seats.list(call, params.event);
  }

  @Handles('takeSeat')
  takeSeat({ params }: In<'takeSeat'>, call: Call): Promise<Out<'takeSeat'>> {
    return this.seats.take(call, params.event, params.session);
  }

  @Handles('giveSeat')
  async giveSeat({ params }: In<'giveSeat'>, call: Call): Promise<Out<'giveSeat'>> {
    await this.seats.give(call, params.event, params.session);
  }

  @Handles('listSeated')
  seated({ params }: In<'listSeated'>, call: Call): Promise<Out<'listSeated'>> {
    return this.seats.seated(call, params.event, params.session);
  }
}
