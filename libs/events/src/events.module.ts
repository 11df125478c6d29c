import { Module } from '@nestjs/common';
import { DemoPeople } from './demo.js';
import { EventAccess } from './event-access.js';
import { EventsService } from './events.service.js';

@Module({
  providers: [DemoPeople, EventAccess, EventsService],
  exports: [DemoPeople, EventAccess, EventsService],
})
export class EventsModule {}
