import type { LocalisedText } from '@foyer/contracts';
import { EventEntity } from '@foyer/events';
import { Person } from '@foyer/people';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { SessionEntity } from './session.entity.js';

/** Somebody who speaks at an event or moderates there; an account only once it is claimed. */
export const SpeakerEntity = defineEntity({
  name: 'Speaker',
  tableName: 'speaker',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    event: () => p.manyToOne(EventEntity).mapToPk().deleteRule('cascade'),
    person: () => p.manyToOne(Person).mapToPk().nullable().deleteRule('set null').index('speaker_person'),
    /** Stable within the event, also across imports. */
    slug: p.string().length(80),
    name: p.text(),
    jobTitle: p.json<LocalisedText>().nullable(),
    organisation: p.text().nullable(),
    country: p.string().length(2).nullable(),
    biography: p.json<LocalisedText>().nullable(),
  },
  uniques: [{ name: 'speaker_slug', properties: ['event', 'slug'] }],
});
export type SpeakerEntity = InferEntity<typeof SpeakerEntity>;

export const stageRoles = ['speaker', 'moderator'] as const;

/** Who speaks in a session and who moderates it, each in order. */
export const SessionSpeaker = defineEntity({
  name: 'SessionSpeaker',
  tableName: 'session_speaker',
  properties: {
    session: () => p.manyToOne(SessionEntity).mapToPk().primary().deleteRule('cascade'),
    speaker: () =>
      p.manyToOne(SpeakerEntity).mapToPk().primary().deleteRule('cascade').index('session_speaker_speaker'),
    role: p.enum(stageRoles).default('speaker'),
    position: p.integer(),
  },
});
export type SessionSpeaker = InferEntity<typeof SessionSpeaker>;
