import { BlockChangesService, BlocksService } from '@foyer/meetings';
import type { Call } from '@foyer/platform';
import { Controller, Inject } from '@nestjs/common';
import { Handles, type In, type Out } from '../http/handles.js';

/** Organisers set up when meetings can be. */
@Controller()
export class MeetingBlocksController {
  constructor(
    @Inject(BlocksService) private readonly blocks: BlocksService,
    @Inject(BlockChangesService) private readonly changes: BlockChangesService,
  ) {}

  @Handles('createMeetingBlocks')
  async create({ params, body }: In<'createMeetingBlocks'>, call: Call): Promise<Out<'createMeetingBlocks'>> {
    return { blocks: await this.blocks.create(call, params.event, body.blocks) };
  }

  @Handles('listBlockUse')
  use({ params }: In<'listBlockUse'>, call: Call): Promise<Out<'listBlockUse'>> {
    return this.changes.use(call, params.event);
  }

  @Handles('checkMeetingBlock')
  check({ params, body }: In<'checkMeetingBlock'>, call: Call): Promise<Out<'checkMeetingBlock'>> {
    return this.changes.check(call, params.event, params.block, body);
  }

  @Handles('changeMeetingBlock')
  change({ params, body }: In<'changeMeetingBlock'>, call: Call): Promise<Out<'changeMeetingBlock'>> {
    return this.changes.change(call, params.event, params.block, body);
  }

  @Handles('removeMeetingBlock')
  remove({ params, body }: In<'removeMeetingBlock'>, call: Call): Promise<Out<'removeMeetingBlock'>> {
    return this.changes.remove(call, params.event, params.block, body.keep);
  }
}
