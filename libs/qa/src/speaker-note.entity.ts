import { SessionEntity } from '@foyer/agenda';
import { Person } from '@foyer/people';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/**
 * What moderators wrote to those on stage, and when they took it away. Only ever added to, apart from who has seen it:
 * the last row of a session is what stands.
 */
export const SpeakerNoteEntity = defineEntity({
  name: 'SpeakerNote',
  tableName: 'speaker_note',
  properties: {
    id: p.integer().primary().autoincrement(),
    session: () => p.manyToOne(SessionEntity).mapToPk().deleteRule('cascade'),
    /** Null: the note before was taken away. */
    text: p.text().nullable(),
    /** Null once the moderator's account is gone. */
    by: () => p.manyToOne(Person).mapToPk().nullable().deleteRule('set null').index('speaker_note_by'),
    /** By the event's clock, as is `seenAt`. */
    at: p.datetime(),
    seenAt: p.datetime().nullable(),
    seenBy: () =>
      p.manyToOne(Person).mapToPk().nullable().deleteRule('set null').index('speaker_note_seen_by'),
  },
  indexes: [{ name: 'speaker_note_session', properties: ['session', 'id'] }],
});
export type SpeakerNoteEntity = InferEntity<typeof SpeakerNoteEntity>;
