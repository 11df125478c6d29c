import { EventsModule } from '@foyer/events';
import { Module } from '@nestjs/common';
import { DeskService } from './desk.service.js';
import { LookingService } from './looking.js';
import { Moderating } from './moderating.js';
import { ModerationLog } from './moderation-log.queries.js';
import { QaService } from './qa.service.js';
import { DeskStream, OwnQuestionsStream, QuestionsStream } from './qa.streams.js';
import { QuestionFilters } from './question-filter.service.js';
import { QuestionTags } from './question-tags.queries.js';
import { SessionAccess } from './session-access.js';
import { SpeakerDeskStream } from './speaker-note.streams.js';
import { SpeakerNotes } from './speaker-notes.service.js';
import { VoteWriter } from './vote-writer.js';

@Module({
  imports: [EventsModule],
  providers: [
    SessionAccess,
    Moderating,
    LookingService,
    ModerationLog,
    QuestionTags,
    QuestionFilters,
    QaService,
    DeskService,
    VoteWriter,
    QuestionsStream,
    DeskStream,
    OwnQuestionsStream,
    SpeakerNotes,
    SpeakerDeskStream,
  ],
  exports: [
    ModerationLog,
    QuestionTags,
    QuestionFilters,
    QaService,
    DeskService,
    LookingService,
    SpeakerNotes,
    VoteWriter,
  ],
})
export class QaModule {}
