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
import { AgreementsService } from './schedule/agreements.service.js';
import { PublishService } from './schedule/publish.service.js';
import { ScheduleRunner } from './schedule/runner.js';
import { ScheduleQueries } from './schedule/schedule.queries.js';
import { ScheduleService } from './schedule/schedule.service.js';
import { ScheduleStream } from './schedule/schedule.streams.js';
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
    ...[AgreementsService, ScheduleService, ScheduleQueries, PublishService, ScheduleRunner, ScheduleStream],
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
    ...[AgreementsService, ScheduleService, ScheduleQueries, PublishService, ScheduleRunner],
    TimesQueries,
  ],
})
export class MeetingsModule {}
