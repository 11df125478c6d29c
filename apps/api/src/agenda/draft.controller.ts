import { DraftCheckService, DraftRemovals, DraftService, PlacesService } from '@foyer/agenda';
import type { Call } from '@foyer/platform';
import { Controller, Inject } from '@nestjs/common';
import { Handles, type In, type Out } from '../http/handles.js';

/** The agenda in the works: organisers alone. */
@Controller()
export class DraftController {
  constructor(
    @Inject(DraftService) private readonly draft: DraftService,
    @Inject(DraftRemovals) private readonly removals: DraftRemovals,
    @Inject(DraftCheckService) private readonly checks: DraftCheckService,
    @Inject(PlacesService) private readonly places: PlacesService,
  ) {}

  @Handles('getWorkingAgenda')
  get({ params }: In<'getWorkingAgenda'>, call: Call): Promise<Out<'getWorkingAgenda'>> {
    return this.draft.working(call, params.event);
  }

  @Handles('createSessions')
  async create({ params, body }: In<'createSessions'>, call: Call): Promise<Out<'createSessions'>> {
    return { sessions: await this.draft.create(call, params.event, body) };
  }

  @Handles('editSessions')
  async edit({ params, body }: In<'editSessions'>, call: Call): Promise<Out<'editSessions'>> {
    return { sessions: await this.draft.edit(call, params.event, body) };
  }

  @Handles('removeSession')
  async remove({ params }: In<'removeSession'>, call: Call): Promise<Out<'removeSession'>> {
    await this.draft.remove(call, params.event, params.session);
  }

  @Handles('restoreSession')
  restore({ params, body }: In<'restoreSession'>, call: Call): Promise<Out<'restoreSession'>> {
    return this.draft.restore(call, params.event, params.session, body.released);
  }

  @Handles('removeSessions')
  async removeAll({ params, body }: In<'removeSessions'>, call: Call): Promise<Out<'removeSessions'>> {
    return { sessions: await this.removals.remove(call, params.event, body.sessions) };
  }

  @Handles('restoreSessions')
  async restoreAll({ params, body }: In<'restoreSessions'>, call: Call): Promise<Out<'restoreSessions'>> {
    return { sessions: await this.removals.restore(call, params.event, body.sessions) };
  }

  @Handles('checkSessions')
  async check({ params, body }: In<'checkSessions'>, call: Call): Promise<Out<'checkSessions'>> {
    return { conflicts: await this.checks.check(call, params.event, body) };
  }

  @Handles('createRoom')
  createRoom({ params, body }: In<'createRoom'>, call: Call): Promise<Out<'createRoom'>> {
    return this.places.createRoom(call, params.event, body);
  }

  @Handles('updateRoom')
  updateRoom({ params, body }: In<'updateRoom'>, call: Call): Promise<Out<'updateRoom'>> {
    return this.places.updateRoom(call, params.event, params.room, body);
  }

  @Handles('deleteRoom')
  async deleteRoom({ params }: In<'deleteRoom'>, call: Call): Promise<Out<'deleteRoom'>> {
    await this.places.deleteRoom(call, params.event, params.room);
  }

  @Handles('createTrack')
  createTrack({ params, body }: In<'createTrack'>, call: Call): Promise<Out<'createTrack'>> {
    return this.places.createTrack(call, params.event, body);
  }

  @Handles('updateTrack')
  updateTrack({ params, body }: In<'updateTrack'>, call: Call): Promise<Out<'updateTrack'>> {
    return this.places.updateTrack(call, params.event, params.track, body);
  }

  @Handles('deleteTrack')
  async deleteTrack({ params }: In<'deleteTrack'>, call: Call): Promise<Out<'deleteTrack'>> {
    await this.places.deleteTrack(call, params.event, params.track);
  }
}
