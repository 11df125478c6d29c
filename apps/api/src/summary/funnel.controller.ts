import type { Call } from '@foyer/platform';
import { FunnelQueries } from '@foyer/summary';
import { Controller, Inject } from '@nestjs/common';
import { Handles, type In, type Out } from '../http/handles.js';

@Controller()
export class FunnelController {
  constructor(@Inject(FunnelQueries) private readonly funnels: FunnelQueries) {}

  @Handles('getMeetingFunnel')
  async funnel({ params }: In<'getMeetingFunnel'>, call: Call): Promise<Out<'getMeetingFunnel'>> {
    return (await this.funnels.funnel(call, params.event)).funnel;
  }
}
