import { PollAnswerEntity, PollEntity, PollStep, PollWord } from './poll.entity.js';
import { SessionCodeEntity } from './session-code.entity.js';

/** The tables of polls and of codes. */
export const pollEntities = [SessionCodeEntity, PollEntity, PollAnswerEntity, PollWord, PollStep];
