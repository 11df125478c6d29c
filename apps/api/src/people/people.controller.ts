import { DemoPeople } from '@foyer/events';
import { Sessions, SignInService } from '@foyer/people';
import { Clock, ENV, type Call, type Env } from '@foyer/platform';
import { Controller, Inject } from '@nestjs/common';
import {
  challengeCookie,
  clearChallengeCookie,
  clearSessionCookie,
  setChallengeCookie,
  setSessionCookie,
} from '../http/cookies.js';
import { Handles, type In, type Out, type Wire } from '../http/handles.js';

/** Signing in and out, and oneself. */
@Controller()
export class PeopleController {
  constructor(
    @Inject(SignInService) private readonly signIns: SignInService,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(DemoPeople) private readonly demo: DemoPeople,
    @Inject(ENV) private readonly env: Env,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  private secondsUntil(at: Date): number {
    return Math.floor((at.getTime() - this.clock.now().getTime()) / 1_000);
  }

  @Handles('requestCode')
  async requestCode({ body }: In<'requestCode'>, call: Call, { reply }: Wire): Promise<Out<'requestCode'>> {
    const { token, expiresAt, validForMinutes } = await this.signIns.requestCode(call, body);
    setChallengeCookie(this.env, reply, token, this.secondsUntil(expiresAt));
    return { validForMinutes };
  }

  @Handles('signIn')
  async signIn({ body }: In<'signIn'>, call: Call, { request, reply }: Wire): Promise<Out<'signIn'>> {
    const challenge = challengeCookie(this.env, request.cookies);
    const signedIn = await this.signIns.signIn(
      call,
      challenge,
      body.code,
      request.headers['user-agent'] ?? '',
    );
    clearChallengeCookie(this.env, reply);
    setSessionCookie(this.env, reply, signedIn.token, this.secondsUntil(signedIn.expiresAt));
    return signedIn.me;
  }

  @Handles('signOut')
  async signOut(_: In<'signOut'>, call: Call, { reply }: Wire): Promise<Out<'signOut'>> {
    await this.signIns.signOut(call);
    clearSessionCookie(this.env, reply);
  }

  @Handles('listSignInSessions')
  async list(_: In<'listSignInSessions'>, call: Call): Promise<Out<'listSignInSessions'>> {
    return { sessions: await this.sessions.list(call) };
  }

  @Handles('revokeSignInSession')
  async revoke({ params }: In<'revokeSignInSession'>, call: Call): Promise<Out<'revokeSignInSession'>> {
    await this.signIns.revoke(call, params.session);
  }

  @Handles('getMe')
  async me(_: In<'getMe'>, call: Call): Promise<Out<'getMe'>> {
    return { me: await this.signIns.me(call), demo: this.env.FOYER_DEMO };
  }

  @Handles('updateMe')
  updateMe({ body }: In<'updateMe'>, call: Call): Promise<Out<'updateMe'>> {
    return this.signIns.updateMe(call, body);
  }

  @Handles('listDemoPeople')
  async demoPeople(): Promise<Out<'listDemoPeople'>> {
    return { people: await this.demo.list() };
  }

  @Handles('demoSignIn')
  async demoSignIn(
    { body }: In<'demoSignIn'>,
    call: Call,
    { request, reply }: Wire,
  ): Promise<Out<'demoSignIn'>> {
    const signedIn = await this.signIns.demoSignIn(call, body.email, request.headers['user-agent'] ?? '');
    setSessionCookie(this.env, reply, signedIn.token, this.secondsUntil(signedIn.expiresAt));
    return signedIn.me;
  }
}
