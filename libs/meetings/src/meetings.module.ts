import { AgendaModule } from '@foyer/agenda';
import { EventsModule } from '@foyer/events';
import { Module } from '@nestjs/common';
import { BlockChangesService } from './block-changes.service.js';
import { BlocksService } from './blocks.service.js';
import { BookingsService } from './bookings.service.js';
import { MeetingsQueries } from './meetings.queries.js';
import { MeetingsService } from './meetings.service.js';
import { MyMeetingsStream } from './meetings.streams.js';
import { MovesService } from './moves.service.js';
import { OwnTimeService } from './own-time.service.js';
import { RequestsService } from './requests.service.js';
import { TimesQueries } from './times.queries.js';

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
    OwnTimeService,
    TimesQueries,
    MyMeetingsStream,
  ],
  exports: [
    BlocksService,
    BlockChangesService,
    RequestsService,
    BookingsService,
    MeetingsService,
    MeetingsQueries,
    MovesService,
    OwnTimeService,
    TimesQueries,
  ],
})
export class MeetingsModule {}
