import { PollAnswerEntity, PollEntity, PollStep } from './poll.entity.js';
import { SessionCodeEntity } from './session-code.entity.js';

/** The tables of polls and of codes. */
export const pollEntities = [SessionCodeEntity, PollEntity, PollAnswerEntity, PollStep];
