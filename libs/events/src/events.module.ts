import { Module } from '@nestjs/common';
import { EventAccess } from './event-access.js';
import { EventsService } from './events.service.js';

@Module({ providers: [EventAccess, EventsService], exports: [EventAccess, EventsService] })
export class EventsModule {}
