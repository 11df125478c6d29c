export { AgendaModule } from './agenda.module.js';
export { Commitment } from './commitment.entity.js';
export { Commitments, type NewCommitment } from './commitments.js';
export { SessionEntity } from './session.entity.js';
export { SessionSpeaker, SpeakerEntity } from './speaker.entity.js';
