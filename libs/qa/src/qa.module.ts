import { EventsModule } from '@foyer/events';
import { Module } from '@nestjs/common';
import { QaService } from './qa.service.js';
import { DeskStream, OwnQuestionsStream, QuestionsStream } from './qa.streams.js';
import { SessionAccess } from './session-access.js';
import { VoteWriter } from './vote-writer.js';

@Module({
  imports: [EventsModule],
  providers: [SessionAccess, QaService, VoteWriter, QuestionsStream, DeskStream, OwnQuestionsStream],
  exports: [QaService, VoteWriter],
})
export class QaModule {}
