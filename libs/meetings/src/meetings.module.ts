import { AgendaModule } from '@foyer/agenda';
import { EventsModule } from '@foyer/events';
import { Module } from '@nestjs/common';
import { AfterService } from './after/after.service.js';
import { MeetingAfterStream } from './after/after.streams.js';
import { ContactsService } from './after/contacts.service.js';
import { BlockChangesService } from './block-changes.service.js';
import { BlocksService } from './blocks.service.js';
import { BookingsService } from './bookings.service.js';
import { MeetingsQueries } from './meetings.queries.js';
import { MeetingsService } from './meetings.service.js';
import { MyMeetingsStream } from './meetings.streams.js';
import { MovesService } from './moves.service.js';
import { PartnersQueries } from './partners.queries.js';
import { RequestsService } from './requests.service.js';

@Module({
  imports: [EventsModule, AgendaModule],
  providers: [
    BlocksService,
    BlockChangesService,
    RequestsService,
    BookingsService,
    MeetingsService,
    MeetingsQueries,
    MovesService,
    PartnersQueries,
    MyMeetingsStream,
    ...[AfterService, ContactsService, MeetingAfterStream],
  ],
  exports: [
    BlocksService,
    BlockChangesService,
    RequestsService,
    BookingsService,
    MeetingsService,
    MeetingsQueries,
    MovesService,
    PartnersQueries,
    ...[AfterService, ContactsService],
  ],
})
export class MeetingsModule {}
