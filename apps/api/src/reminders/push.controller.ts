import type { Call } from '@foyer/platform';
import { PushDevices } from '@foyer/reminders';
import { Controller, Inject } from '@nestjs/common';
import { Handles, type In, type Out, type Wire } from '../http/handles.js';

/** The browsers on which somebody is told. */
@Controller()
export class PushController {
  constructor(@Inject(PushDevices) private readonly devices: PushDevices) {}

  @Handles('getPush')
  list(_: In<'getPush'>, call: Call): Promise<Out<'getPush'>> {
    return this.devices.list(call);
  }

  @Handles('addPushDevice')
  add({ body }: In<'addPushDevice'>, call: Call, { request }: Wire): Promise<Out<'addPushDevice'>> {
    return this.devices.add(call, body, request.headers['user-agent'] ?? '');
  }

  @Handles('removePushDevice')
  async remove({ params }: In<'removePushDevice'>, call: Call): Promise<Out<'removePushDevice'>> {
    await this.devices.remove(call, params.pushDevice);
  }

  @Handles('testPushDevice')
  async test({ params }: In<'testPushDevice'>, call: Call): Promise<Out<'testPushDevice'>> {
    await this.devices.test(call, params.pushDevice);
  }
}
