import { meetingModes, type BlockPause, type LocalisedText } from '@foyer/contracts';
import { EventEntity } from '@foyer/events';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/** A stretch of an event in which meetings take place; its slots are made with it. */
export const MeetingBlockEntity = defineEntity({
  name: 'MeetingBlock',
  tableName: 'meeting_block',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    event: () => p.manyToOne(EventEntity).mapToPk().deleteRule('cascade').index('meeting_block_event'),
    title: p.json<LocalisedText>(),
    startsAt: p.datetime(),
    endsAt: p.datetime(),
    slotMinutes: p.integer(),
    gapMinutes: p.integer(),
    /** Meetings that can take place at once; null where there is no limit. */
    tables: p.integer().nullable(),
    /** What the tables are called, from the first on; those without a name go by their number. */
    tableNames: p.array<string>().columnType('text[]').defaultRaw(`'{}'`),
    pauses: p.json<BlockPause[]>().defaultRaw(`'[]'`),
    /** Keys of the event's categories: who may meet here, both of them; null for all participants. */
    categories: p.array<string>().columnType('text[]').nullable(),
    mode: p.enum(meetingModes).default('self'),
    /** Taken out by the organisers while meetings stood in it: those stay, nothing new is booked. */
    closed: p.boolean().default(false),
    createdAt: p.datetime().defaultRaw('now()'),
  },
  checks: [{ name: 'meeting_block_ends_after_start', expression: 'ends_at > starts_at' }],
});
export type MeetingBlockEntity = InferEntity<typeof MeetingBlockEntity>;

/** One time within a block at which a meeting can be. Locked while one of its tables is given away. */
export const MeetingSlot = defineEntity({
  name: 'MeetingSlot',
  tableName: 'meeting_slot',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    block: () => p.manyToOne(MeetingBlockEntity).mapToPk().deleteRule('cascade'),
    startsAt: p.datetime(),
    endsAt: p.datetime(),
    /** No longer among the block's times: what was booked stays, nothing new is. */
    closed: p.boolean().default(false),
  },
  uniques: [{ name: 'meeting_slot_start', properties: ['block', 'startsAt'], where: 'not closed' }],
  checks: [{ name: 'meeting_slot_ends_after_start', expression: 'ends_at > starts_at' }],
});
export type MeetingSlot = InferEntity<typeof MeetingSlot>;
