import type { Call } from '@foyer/platform';
import { RecapService } from '@foyer/summary';
import { Controller, Inject } from '@nestjs/common';
import { Handles, type In, type Out } from '../http/handles.js';

@Controller()
export class RecapController {
  constructor(@Inject(RecapService) private readonly recaps: RecapService) {}

  @Handles('getMyRecap')
  get({ params }: In<'getMyRecap'>, call: Call): Promise<Out<'getMyRecap'>> {
    return this.recaps.get(call, params.event);
  }
}
