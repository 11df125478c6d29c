import { roomKinds, type LocalisedText } from '@foyer/contracts';
import { EventEntity } from '@foyer/events';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/** Where sessions take place. */
export const RoomEntity = defineEntity({
  name: 'Room',
  tableName: 'room',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    event: () => p.manyToOne(EventEntity).mapToPk().deleteRule('cascade').index('room_event'),
    name: p.json<LocalisedText>(),
    kind: p.enum(roomKinds).default('virtual'),
    capacity: p.integer().nullable(),
    position: p.integer(),
  },
  checks: [{ name: 'room_capacity_positive', expression: 'capacity > 0' }],
});
export type RoomEntity = InferEntity<typeof RoomEntity>;

/** A strand of sessions that belong together. */
export const TrackEntity = defineEntity({
  name: 'Track',
  tableName: 'track',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    event: () => p.manyToOne(EventEntity).mapToPk().deleteRule('cascade').index('track_event'),
    name: p.json<LocalisedText>(),
    /** `#rrggbb`. */
    colour: p.string().length(7),
    position: p.integer(),
  },
});
export type TrackEntity = InferEntity<typeof TrackEntity>;
