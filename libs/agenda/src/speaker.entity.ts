import type { LocalisedText } from '@foyer/contracts';
import { EventEntity } from '@foyer/events';
import { Person } from '@foyer/people';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { SessionEntity } from './session.entity.js';

/** Somebody who speaks at an event; an account only once it is claimed. */
export const SpeakerEntity = defineEntity({
  name: 'Speaker',
  tableName: 'speaker',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    event: () => p.manyToOne(EventEntity).mapToPk().deleteRule('cascade').index('speaker_event'),
    person: () => p.manyToOne(Person).mapToPk().nullable().deleteRule('set null').index('speaker_person'),
    name: p.text(),
    jobTitle: p.json<LocalisedText>().nullable(),
    organisation: p.text().nullable(),
    country: p.string().length(2).nullable(),
    biography: p.json<LocalisedText>().nullable(),
  },
});
export type SpeakerEntity = InferEntity<typeof SpeakerEntity>;

/** Who speaks in a session, in order. */
export const SessionSpeaker = defineEntity({
  name: 'SessionSpeaker',
  tableName: 'session_speaker',
  properties: {
    session: () => p.manyToOne(SessionEntity).mapToPk().primary().deleteRule('cascade'),
    speaker: () =>
      p.manyToOne(SpeakerEntity).mapToPk().primary().deleteRule('cascade').index('session_speaker_speaker'),
    position: p.integer(),
  },
});
export type SessionSpeaker = InferEntity<typeof SessionSpeaker>;
