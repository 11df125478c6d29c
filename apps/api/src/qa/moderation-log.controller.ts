import type { Call } from '@foyer/platform';
import { ModerationLog } from '@foyer/qa';
import { Controller, Inject } from '@nestjs/common';
import { Handles, type In, type Out } from '../http/handles.js';

/** What moderators did. */
@Controller()
export class ModerationLogController {
  constructor(@Inject(ModerationLog) private readonly log: ModerationLog) {}

  @Handles('listModerationLog')
  list({ params, query }: In<'listModerationLog'>, call: Call): Promise<Out<'listModerationLog'>> {
    return this.log.list(call, params, query);
  }
}
