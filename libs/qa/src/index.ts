export { QaModule } from './qa.module.js';
export { DeskStream, OwnQuestionsStream, QuestionsStream } from './qa.streams.js';
export { QaService } from './qa.service.js';
export { Question } from './question.entity.js';
export { ModerationStep, QaRoom } from './room.entity.js';
export { Vote } from './vote.entity.js';
export { VoteWriter } from './vote-writer.js';
