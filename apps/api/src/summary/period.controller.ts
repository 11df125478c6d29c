import { PeriodFileService } from '@foyer/exchange';
import type { Call } from '@foyer/platform';
import { PeriodService } from '@foyer/summary';
import { Controller, Inject } from '@nestjs/common';
import { FileAnswer } from '../http/file-answer.js';
import { Handles, type In, type Out } from '../http/handles.js';

/** What several events came to in a period. */
@Controller()
export class PeriodController {
  constructor(
    @Inject(PeriodService) private readonly periods: PeriodService,
    @Inject(PeriodFileService) private readonly files: PeriodFileService,
  ) {}

  @Handles('getPeriodReport')
  get({ query }: In<'getPeriodReport'>, call: Call): Promise<Out<'getPeriodReport'>> {
    return this.periods.get(call, query);
  }

  @Handles('setPeriodTargets')
  setTargets({ body }: In<'setPeriodTargets'>, call: Call): Promise<Out<'setPeriodTargets'>> {
    return this.periods.setTargets(call, body);
  }

  @Handles('getPeriodFile')
  async file({ query }: In<'getPeriodFile'>, call: Call): Promise<FileAnswer> {
    const { bytes, name, mediaType } = await this.files.write(call, query);
    return new FileAnswer(bytes, { name, mediaType, cache: 'private' });
  }
}
