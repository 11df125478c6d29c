import type { Call } from '@foyer/platform';
import { SummaryService } from '@foyer/summary';
import { Controller, Inject } from '@nestjs/common';
import { Handles, type In, type Out } from '../http/handles.js';

@Controller()
export class SummaryController {
  constructor(@Inject(SummaryService) private readonly summaries: SummaryService) {}

  @Handles('getSummary')
  get({ params, query }: In<'getSummary'>, call: Call): Promise<Out<'getSummary'>> {
    return this.summaries.get(call, params.event, query.view);
  }

  @Handles('publishSummary')
  publish({ params }: In<'publishSummary'>, call: Call): Promise<Out<'publishSummary'>> {
    return this.summaries.publish(call, params.event);
  }
}
