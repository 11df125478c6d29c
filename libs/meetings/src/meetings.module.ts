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
import { PartnersQueries } from './partners.queries.js';
import { RequestsService } from './requests.service.js';
import { ExtensionsService } from './extensions.service.js';
import { MeetingRoomStream, RoomQueries } from './room.queries.js';
import { RoomSeats } from './room-seats.service.js';
import { RoomService } from './room.service.js';
import { EntryService } from './video/entry.service.js';
import { VideoService } from './video/video.service.js';

/** The room in which a meeting takes place. */
const room = [RoomQueries, RoomService, RoomSeats, ExtensionsService, VideoService, EntryService];

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
    ...room,
    MeetingRoomStream,
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
    ...room,
  ],
})
export class MeetingsModule {}
