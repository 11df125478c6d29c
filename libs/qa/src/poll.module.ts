import { AgendaModule } from '@foyer/agenda';
import { EventsModule } from '@foyer/events';
import { Module } from '@nestjs/common';
import { PollAnswers } from './poll-answers.js';
import { PollService } from './poll.service.js';
import {
  PollAnswersStream,
  PollAsideStream,
  PollDeskStream,
  PollResultsStream,
  PollsStream,
} from './poll.streams.js';
import { SessionAccess } from './session-access.js';
import { SessionCodes } from './session-codes.service.js';
import { SessionRatings } from './session-ratings.service.js';

/** Polls, and the short codes by which one comes to them. */
@Module({
  imports: [EventsModule, AgendaModule],
  providers: [
    ...[SessionAccess, SessionCodes, PollService, PollAnswers, SessionRatings],
    ...[PollsStream, PollDeskStream, PollResultsStream, PollAnswersStream, PollAsideStream],
  ],
  exports: [SessionCodes, PollService, PollAnswers, SessionRatings],
})
export class PollModule {}
