import { Identities, returnAddress, SignInService } from '@foyer/people';
import { Clock, ENV, type Call, type Env } from '@foyer/platform';
import { Controller, Inject } from '@nestjs/common';
import { clearTripCookie, setSessionCookie, setTripCookie, tripCookie } from '../http/cookies.js';
import { Handles, type In, type Out, type Wire } from '../http/handles.js';

/** Signing in at a provider, and one's own accounts there. */
@Controller()
export class IdentitiesController {
  constructor(
    @Inject(Identities) private readonly identities: Identities,
    @Inject(SignInService) private readonly signIns: SignInService,
    @Inject(ENV) private readonly env: Env,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  private secondsUntil(at: Date): number {
    return Math.floor((at.getTime() - this.clock.now().getTime()) / 1_000);
  }

  @Handles('listProviders')
  async providers(): Promise<Out<'listProviders'>> {
    return { providers: this.identities.listProviders() };
  }

  @Handles('startProviderSignIn')
  async start(
    { params, body }: In<'startProviderSignIn'>,
    call: Call,
    { request, reply }: Wire,
  ): Promise<Out<'startProviderSignIn'>> {
    const back = returnAddress(this.env, request.headers.origin, params.provider);
    const { url, token, expiresAt } = await this.identities.depart(call, params.provider, back, body);
    setTripCookie(this.env, reply, token, this.secondsUntil(expiresAt));
    return { url };
  }

  @Handles('signInByProvider')
  async signIn(
    { params, body }: In<'signInByProvider'>,
    call: Call,
    { request, reply }: Wire,
  ): Promise<Out<'signInByProvider'>> {
    const token = tripCookie(this.env, request.cookies);
    const redirectUri = returnAddress(this.env, request.headers.origin, params.provider);
    const arrival = await this.identities.arrive(call, params.provider, { token, redirectUri }, body);
    const signedIn = await this.signIns.signInFrom(call, arrival, request.headers['user-agent'] ?? '');
    clearTripCookie(this.env, reply);
    setSessionCookie(this.env, reply, signedIn.token, this.secondsUntil(signedIn.expiresAt));
    return { me: signedIn.me, next: arrival.next };
  }

  @Handles('listIdentities')
  async list(_: In<'listIdentities'>, call: Call): Promise<Out<'listIdentities'>> {
    return { identities: await this.identities.list(call) };
  }

  @Handles('unlinkIdentity')
  async unlink({ params }: In<'unlinkIdentity'>, call: Call): Promise<Out<'unlinkIdentity'>> {
    await this.identities.unlink(call, params.identity);
  }
}
