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
import { OwnTimeService } from './own-time.service.js';
import { RequestsService } from './requests.service.js';
import { ExtensionsService } from './extensions.service.js';
import { MeetingRoomStream, RoomQueries } from './room.queries.js';
import { RoomSeats } from './room-seats.service.js';
import { RoomLeft } from './room-left.js';
import { RoomService } from './room.service.js';
import { EntryService } from './video/entry.service.js';
import { VideoService } from './video/video.service.js';
import { ApprovalsService } from './approvals.service.js';
import { Cancellations } from './cancellations.js';
import { ColleaguesService } from './colleagues.service.js';
import { OffersService } from './offers.service.js';
import { OverdueService } from './overdue.service.js';
import { ProposalsService } from './proposals.service.js';
import { RulesService } from './rules.service.js';
import { AgreementsService } from './schedule/agreements.service.js';
import { PublishService } from './schedule/publish.service.js';
import { ScheduleRunner } from './schedule/runner.js';
import { ScheduleQueries } from './schedule/schedule.queries.js';
import { ScheduleService } from './schedule/schedule.service.js';
import { ScheduleStream } from './schedule/schedule.streams.js';
import { TimesQueries } from './times.queries.js';

/** The room in which a meeting takes place. */
const room = [RoomQueries, RoomService, RoomSeats, ExtensionsService, VideoService, EntryService];

@Module({
  imports: [EventsModule, AgendaModule],
  providers: [
    BlocksService,
    ApprovalsService,
    Cancellations,
    ColleaguesService,
    OffersService,
    OverdueService,
    ProposalsService,
    RulesService,
    BlockChangesService,
    RequestsService,
    BookingsService,
    RoomLeft,
    MeetingsService,
    MeetingsQueries,
    MovesService,
    OwnTimeService,
    TimesQueries,
    MyMeetingsStream,
    ...[AfterService, ContactsService, MeetingAfterStream],
    ...room,
    MeetingRoomStream,
    ...[AgreementsService, ScheduleService, ScheduleQueries, PublishService, ScheduleRunner, ScheduleStream],
  ],
  exports: [
    BlocksService,
    ApprovalsService,
    ColleaguesService,
    OverdueService,
    ProposalsService,
    RulesService,
    BlockChangesService,
    RequestsService,
    BookingsService,
    MeetingsService,
    MeetingsQueries,
    MovesService,
    ...[AfterService, ContactsService],
    ...room,
    OwnTimeService,
    ...[AgreementsService, ScheduleService, ScheduleQueries, PublishService, ScheduleRunner],
    TimesQueries,
  ],
})
export class MeetingsModule {}
