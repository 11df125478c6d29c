import type { VideoSetup } from '@foyer/contracts';
import { EventEntity } from '@foyer/events';
import { Person } from '@foyer/people';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { MeetingEntity } from './meeting.entity.js';

/** Somebody's window in the room of a meeting. They have one: a second takes the place of the first. */
export const MeetingSeat = defineEntity({
  name: 'MeetingSeat',
  tableName: 'meeting_seat',
  properties: {
    meeting: () => p.manyToOne(MeetingEntity).mapToPk().primary().deleteRule('cascade'),
    person: () => p.manyToOne(Person).mapToPk().primary().deleteRule('cascade').index('meeting_seat_person'),
    seat: p.uuid(),
    microphone: p.boolean(),
    camera: p.boolean(),
    screen: p.boolean(),
    /** The process that holds it; it says every few seconds that it lives. */
    keeper: p.uuid().index('meeting_seat_keeper'),
    /** The connection that holds it. */
    socket: p.text(),
    /** By the time of day. */
    seenAt: p.datetime(),
  },
});
export type MeetingSeat = InferEntity<typeof MeetingSeat>;

/** Somebody proposes to go on for longer: one proposal a meeting, until all agree or one declines. */
export const MeetingExtension = defineEntity({
  name: 'MeetingExtension',
  tableName: 'meeting_extension',
  properties: {
    meeting: () => p.manyToOne(MeetingEntity).mapToPk().primary().deleteRule('cascade'),
    minutes: p.integer(),
    agreed: p.array<string>().columnType('uuid[]'),
  },
});
export type MeetingExtension = InferEntity<typeof MeetingExtension>;

/** What people wrote to each other in a room; it goes when the room closes. */
export const MeetingMessage = defineEntity({
  name: 'MeetingMessage',
  tableName: 'meeting_message',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    meeting: () =>
      p.manyToOne(MeetingEntity).mapToPk().deleteRule('cascade').index('meeting_message_meeting'),
    person: () => p.manyToOne(Person).mapToPk().deleteRule('cascade').index('meeting_message_person'),
    text: p.text(),
    at: p.datetime(),
  },
});
export type MeetingMessage = InferEntity<typeof MeetingMessage>;

/** How people see each other in an event's meetings; without a row, by Foyer's own video. */
export const MeetingVideoEntity = defineEntity({
  name: 'MeetingVideo',
  tableName: 'meeting_video',
  properties: {
    event: () => p.oneToOne(EventEntity).mapToPk().primary().deleteRule('cascade'),
    setup: p.json<VideoSetup>(),
    /** Sealed, see `sealed.ts`. */
    secret: p.text().nullable(),
  },
});
export type MeetingVideoEntity = InferEntity<typeof MeetingVideoEntity>;
