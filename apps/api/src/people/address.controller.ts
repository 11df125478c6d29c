import { OwnAddress } from '@foyer/people';
import { Clock, ENV, type Call, type Env } from '@foyer/platform';
import { Controller, Inject } from '@nestjs/common';
import { addressCookie, clearAddressCookie, setAddressCookie } from '../http/cookies.js';
import { Handles, type In, type Out, type Wire } from '../http/handles.js';

/** One's own address, where mail does not arrive. */
@Controller()
export class AddressController {
  constructor(
    @Inject(OwnAddress) private readonly address: OwnAddress,
    @Inject(ENV) private readonly env: Env,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Handles('getMyAddress')
  read(_: In<'getMyAddress'>, call: Call): Promise<Out<'getMyAddress'>> {
    return this.address.read(call);
  }

  @Handles('requestAddressCode')
  async requestCode(
    { body }: In<'requestAddressCode'>,
    call: Call,
    { reply }: Wire,
  ): Promise<Out<'requestAddressCode'>> {
    const { token, expiresAt, validForMinutes } = await this.address.requestCode(call, body);
    const seconds = Math.floor((expiresAt.getTime() - this.clock.now().getTime()) / 1_000);
    setAddressCookie(this.env, reply, token, seconds);
    return { validForMinutes };
  }

  @Handles('confirmMyAddress')
  async confirm(
    { body }: In<'confirmMyAddress'>,
    call: Call,
    { request, reply }: Wire,
  ): Promise<Out<'confirmMyAddress'>> {
    const me = await this.address.confirm(call, addressCookie(this.env, request.cookies), body.code);
    clearAddressCookie(this.env, reply);
    return me;
  }
}
