import { OwnSpeakerService, SpeakerClaims, SpeakersQueries } from '@foyer/agenda';
import type { Call } from '@foyer/platform';
import { Controller, Inject } from '@nestjs/common';
import { FileAnswer } from '../http/file-answer.js';
import { Handles, type In, type Out } from '../http/handles.js';

/** Speakers and their own profiles. */
@Controller()
export class OwnSpeakerController {
  constructor(
    @Inject(OwnSpeakerService) private readonly own: OwnSpeakerService,
    @Inject(SpeakersQueries) private readonly queries: SpeakersQueries,
    @Inject(SpeakerClaims) private readonly claims: SpeakerClaims,
  ) {}

  @Handles('getMySpeaker')
  get({ params }: In<'getMySpeaker'>, call: Call): Promise<Out<'getMySpeaker'>> {
    return this.own.get(call, params.event);
  }

  @Handles('updateMySpeaker')
  update({ params, body }: In<'updateMySpeaker'>, call: Call): Promise<Out<'updateMySpeaker'>> {
    return this.own.update(call, params.event, body);
  }

  @Handles('putMyPhoto')
  putPhoto({ params, body }: In<'putMyPhoto'>, call: Call): Promise<Out<'putMyPhoto'>> {
    return this.own.putPhoto(call, params.event, body);
  }

  @Handles('deleteMyPhoto')
  removePhoto({ params }: In<'deleteMyPhoto'>, call: Call): Promise<Out<'deleteMyPhoto'>> {
    return this.own.removePhoto(call, params.event);
  }

  @Handles('getMyPendingPhoto')
  async pendingPhoto({ params }: In<'getMyPendingPhoto'>, call: Call): Promise<FileAnswer> {
    return FileAnswer.of(await this.queries.pendingPhoto(call, params.event, null));
  }

  @Handles('discardMyEdit')
  discard({ params }: In<'discardMyEdit'>, call: Call): Promise<Out<'discardMyEdit'>> {
    return this.own.discard(call, params.event);
  }

  @Handles('putMyAbsences')
  putAbsences({ params, body }: In<'putMyAbsences'>, call: Call): Promise<Out<'putMyAbsences'>> {
    return this.own.putAbsences(call, params.event, body.absences);
  }

  @Handles('getClaim')
  look({ params }: In<'getClaim'>): Promise<Out<'getClaim'>> {
    return this.claims.look(params.token);
  }

  @Handles('claimSpeaker')
  async claim({ params, body }: In<'claimSpeaker'>, call: Call): Promise<Out<'claimSpeaker'>> {
    return { event: await this.claims.claim(call, params.token, body.otherAccount) };
  }
}
