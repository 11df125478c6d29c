import { languages, sessionKinds, type LocalisedText } from '@foyer/contracts';
import { EventEntity } from '@foyer/events';
import { RoomEntity, TrackEntity } from './place.entity.js';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/** One item of an event's agenda. */
export const SessionEntity = defineEntity({
  name: 'Session',
  tableName: 'session',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    event: () => p.manyToOne(EventEntity).mapToPk().deleteRule('cascade'),
    /** Stable within the event, also across imports. */
    slug: p.string().length(80),
    kind: p.enum(sessionKinds),
    title: p.json<LocalisedText>(),
    abstract: p.json<LocalisedText>().nullable(),
    startsAt: p.datetime(),
    endsAt: p.datetime(),
    room: () => p.manyToOne(RoomEntity).mapToPk().nullable().deleteRule('set null').index('session_room'),
    track: () => p.manyToOne(TrackEntity).mapToPk().nullable().deleteRule('set null').index('session_track'),
    language: p.enum(languages),
    /** Whether the audience may ask here. */
    questions: p.boolean().default(false),
    /** How many may sign up; null: nobody needs to. */
    seats: p.integer().nullable(),
    streamUrl: p.text().nullable(),
  },
  uniques: [{ name: 'session_slug', properties: ['event', 'slug'] }],
  checks: [
    { name: 'session_ends_after_start', expression: 'ends_at > starts_at' },
    { name: 'session_seats_positive', expression: 'seats > 0' },
  ],
});
export type SessionEntity = InferEntity<typeof SessionEntity>;
