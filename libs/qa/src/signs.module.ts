import { EventsModule } from '@foyer/events';
import { Module } from '@nestjs/common';
import { Announcements } from './announcements.service.js';
import { Moderating } from './moderating.js';
import { Reactions } from './reactions.js';
import { SessionAccess } from './session-access.js';
import { AnnouncementsStream, SignsStream } from './signs.streams.js';

/** Announcements and reactions. */
@Module({
  imports: [EventsModule],
  providers: [SessionAccess, Moderating, Announcements, Reactions, AnnouncementsStream, SignsStream],
  exports: [Announcements, Reactions],
})
export class SignsModule {}
