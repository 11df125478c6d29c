import { EventsModule } from '@foyer/events';
import { PeopleModule } from '@foyer/people';
import { Module } from '@nestjs/common';
import { GuestForgetting } from './guest-forgetting.js';
import { LiveErasure } from './live-erasure.service.js';
import { GuestsService } from './guests.service.js';

/** People who come in without registering. */
@Module({
  imports: [EventsModule, PeopleModule],
  providers: [GuestsService, GuestForgetting, LiveErasure],
  exports: [GuestsService, GuestForgetting, LiveErasure],
})
export class GuestModule {}
