import { Clock, ENV, type Call, type Env } from '@foyer/platform';
import { GuestsService, SessionCodes } from '@foyer/qa';
import { Controller, Inject } from '@nestjs/common';
import { setSessionCookie } from '../http/cookies.js';
import { Handles, type In, type Out, type Wire } from '../http/handles.js';

/** Joining a session by its short code, and coming in without registering. */
@Controller()
export class JoinController {
  constructor(
    @Inject(SessionCodes) private readonly codes: SessionCodes,
    @Inject(GuestsService) private readonly guests: GuestsService,
    @Inject(ENV) private readonly env: Env,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Handles('getSessionCode')
  code({ params }: In<'getSessionCode'>, call: Call): Promise<Out<'getSessionCode'>> {
    return this.codes.of(call, params.event, params.session);
  }

  @Handles('findByCode')
  find({ params }: In<'findByCode'>, call: Call): Promise<Out<'findByCode'>> {
    return this.codes.find(call, params.code);
  }

  @Handles('enterAsGuest')
  async enter(
    { params, body }: In<'enterAsGuest'>,
    call: Call,
    { request, reply }: Wire,
  ): Promise<Out<'enterAsGuest'>> {
    const cameIn = await this.guests.enter(call, params.event, body, request.headers['user-agent'] ?? '');
    if (!cameIn) return;
    const seconds = Math.floor((cameIn.expiresAt.getTime() - this.clock.now().getTime()) / 1_000);
    setSessionCookie(this.env, reply, cameIn.token, seconds);
  }
}
