import { BlocksService } from '@foyer/meetings';
import type { Call } from '@foyer/platform';
import { Controller, Inject } from '@nestjs/common';
import { Handles, type In, type Out } from '../http/handles.js';

/** When meetings can be. */
@Controller()
export class MeetingPlacesController {
  constructor(@Inject(BlocksService) private readonly blocks: BlocksService) {}

  @Handles('listMeetingBlocks')
  async list({ params }: In<'listMeetingBlocks'>, call: Call): Promise<Out<'listMeetingBlocks'>> {
    return { blocks: await this.blocks.list(call, params.event) };
  }

  @Handles('createMeetingBlock')
  async create({ params, body }: In<'createMeetingBlock'>, call: Call): Promise<Out<'createMeetingBlock'>> {
    return this.blocks.createOne(call, params.event, body);
  }
}
