import { SpeakerClaims, SpeakersQueries, SpeakersService } from '@foyer/agenda';
import type { Call } from '@foyer/platform';
import { Controller, Inject } from '@nestjs/common';
import { FileAnswer } from '../http/file-answer.js';
import { Handles, type In, type Out } from '../http/handles.js';

/** Organisers and their speakers. */
@Controller()
export class SpeakersController {
  constructor(
    @Inject(SpeakersService) private readonly speakers: SpeakersService,
    @Inject(SpeakersQueries) private readonly queries: SpeakersQueries,
    @Inject(SpeakerClaims) private readonly claims: SpeakerClaims,
  ) {}

  @Handles('listSpeakers')
  list({ params }: In<'listSpeakers'>, call: Call): Promise<Out<'listSpeakers'>> {
    return this.queries.list(call, params.event);
  }

  @Handles('listCrew')
  async crew({ params }: In<'listCrew'>, call: Call): Promise<Out<'listCrew'>> {
    return { crew: await this.queries.crew(call, params.event) };
  }

  @Handles('createSpeaker')
  create({ params, body }: In<'createSpeaker'>, call: Call): Promise<Out<'createSpeaker'>> {
    return this.speakers.create(call, params.event, body);
  }

  @Handles('updateSpeaker')
  update({ params, body }: In<'updateSpeaker'>, call: Call): Promise<Out<'updateSpeaker'>> {
    return this.speakers.update(call, params.event, params.speaker, body);
  }

  @Handles('deleteSpeaker')
  async remove({ params }: In<'deleteSpeaker'>, call: Call): Promise<Out<'deleteSpeaker'>> {
    await this.speakers.remove(call, params.event, params.speaker);
  }

  @Handles('putSpeakerPhoto')
  putPhoto({ params, body }: In<'putSpeakerPhoto'>, call: Call): Promise<Out<'putSpeakerPhoto'>> {
    return this.speakers.putPhoto(call, params.event, params.speaker, body);
  }

  @Handles('deleteSpeakerPhoto')
  removePhoto({ params }: In<'deleteSpeakerPhoto'>, call: Call): Promise<Out<'deleteSpeakerPhoto'>> {
    return this.speakers.removePhoto(call, params.event, params.speaker);
  }

  @Handles('putSpeakerAbsences')
  async putAbsences(
    { params, body }: In<'putSpeakerAbsences'>,
    call: Call,
  ): Promise<Out<'putSpeakerAbsences'>> {
    return { absences: await this.speakers.putAbsences(call, params.event, params.speaker, body.absences) };
  }

  @Handles('putSpeakerReview')
  async setReview({ params, body }: In<'putSpeakerReview'>, call: Call): Promise<Out<'putSpeakerReview'>> {
    await this.speakers.setReview(call, params.event, body.review);
    return body;
  }

  @Handles('inviteSpeakers')
  async invite({ params, body }: In<'inviteSpeakers'>, call: Call): Promise<Out<'inviteSpeakers'>> {
    return { invited: await this.claims.invite(call, params.event, body.speakers) };
  }

  @Handles('reviewSpeaker')
  review({ params, body }: In<'reviewSpeaker'>, call: Call): Promise<Out<'reviewSpeaker'>> {
    return this.speakers.review(call, params.event, params.speaker, body);
  }

  @Handles('getPendingPhoto')
  async pendingPhoto({ params }: In<'getPendingPhoto'>, call: Call): Promise<FileAnswer> {
    return FileAnswer.of(await this.queries.pendingPhoto(call, params.event, params.speaker));
  }
}
