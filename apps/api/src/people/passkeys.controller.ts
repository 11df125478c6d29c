import { Passkeys, relyingParty, SignInService, type RelyingParty } from '@foyer/people';
import { Clock, ENV, type Call, type Env } from '@foyer/platform';
import { Controller, Inject } from '@nestjs/common';
import { clearPasskeyCookie, passkeyCookie, setPasskeyCookie, setSessionCookie } from '../http/cookies.js';
import { Handles, type In, type Out, type Wire } from '../http/handles.js';

/** Passkeys: one's own, and signing in with one. */
@Controller()
export class PasskeysController {
  constructor(
    @Inject(Passkeys) private readonly passkeys: Passkeys,
    @Inject(SignInService) private readonly signIns: SignInService,
    @Inject(ENV) private readonly env: Env,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  private party({ request }: Wire): RelyingParty {
    return relyingParty(this.env, request.headers.origin);
  }
  private secondsUntil(at: Date): number {
    return Math.floor((at.getTime() - this.clock.now().getTime()) / 1_000);
  }

  @Handles('listPasskeys')
  async list(_: In<'listPasskeys'>, call: Call): Promise<Out<'listPasskeys'>> {
    return { passkeys: await this.passkeys.list(call) };
  }

  @Handles('preparePasskey')
  async prepare(_: In<'preparePasskey'>, call: Call, wire: Wire): Promise<Out<'preparePasskey'>> {
    const { options, token, expiresAt } = await this.passkeys.prepare(call, this.party(wire));
    setPasskeyCookie(this.env, wire.reply, token, this.secondsUntil(expiresAt));
    return options;
  }

  @Handles('addPasskey')
  async add({ body }: In<'addPasskey'>, call: Call, wire: Wire): Promise<Out<'addPasskey'>> {
    const token = passkeyCookie(this.env, wire.request.cookies);
    const added = await this.passkeys.add(call, this.party(wire), token, body);
    clearPasskeyCookie(this.env, wire.reply);
    return added;
  }

  @Handles('renamePasskey')
  rename({ params, body }: In<'renamePasskey'>, call: Call): Promise<Out<'renamePasskey'>> {
    return this.passkeys.rename(call, params.passkey, body.name);
  }

  @Handles('deletePasskey')
  async remove({ params }: In<'deletePasskey'>, call: Call): Promise<Out<'deletePasskey'>> {
    await this.passkeys.remove(call, params.passkey);
  }

  @Handles('askForPasskey')
  async ask(_: In<'askForPasskey'>, call: Call, wire: Wire): Promise<Out<'askForPasskey'>> {
    const { options, token, expiresAt } = await this.passkeys.ask(call, this.party(wire));
    setPasskeyCookie(this.env, wire.reply, token, this.secondsUntil(expiresAt));
    return options;
  }

  @Handles('signInByPasskey')
  async signIn({ body }: In<'signInByPasskey'>, call: Call, wire: Wire): Promise<Out<'signInByPasskey'>> {
    const { request, reply } = wire;
    const token = passkeyCookie(this.env, request.cookies);
    const email = await this.passkeys.check(call, this.party(wire), token, body.passkey);
    const signedIn = await this.signIns.signInWith(call, email, request.headers['user-agent'] ?? '');
    clearPasskeyCookie(this.env, reply);
    setSessionCookie(this.env, reply, signedIn.token, this.secondsUntil(signedIn.expiresAt));
    return signedIn.me;
  }
}
