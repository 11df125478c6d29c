import { meetingStates, outcomes, requestSides } from '@foyer/contracts';
import { EventEntity } from '@foyer/events';
import { Person } from '@foyer/people';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { MeetingSlot } from './block.entity.js';
import { MeetingRequestEntity } from './request.entity.js';

/** A meeting of two and their colleagues. Its people's time is taken by commitments that refer to it. */
export const MeetingEntity = defineEntity({
  name: 'Meeting',
  tableName: 'meeting',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    event: () => p.manyToOne(EventEntity).mapToPk().deleteRule('cascade'),
    request: () =>
      p.manyToOne(MeetingRequestEntity).mapToPk().deleteRule('cascade').unique('meeting_of_request'),
    slot: () => p.manyToOne(MeetingSlot).mapToPk().deleteRule('cascade').index('meeting_by_slot'),
    /** The slot's block; a trigger keeps it so. */
    block: p.uuid().fieldName('block_id').nullable(),
    /** Null where the block has no tables to count. */
    tableNumber: p.integer().nullable(),
    /** The slot's times; later, where its people made it longer. */
    startsAt: p.datetime(),
    endsAt: p.datetime(),
    state: p.enum(meetingStates).default('booked'),
    bookedAt: p.datetime(),
    cancelledBy: () => p.manyToOne(Person).mapToPk().nullable().deleteRule('set null'),
    cancelledAt: p.datetime().nullable(),
    /** The organisers did not approve it. */
    refused: p.boolean().default(false),
    /** Why they did not, where they said. */
    reason: p.text().nullable(),
  },
  // What the worker asks every few seconds: which booked meetings have ended?
  indexes: [{ name: 'meeting_due', properties: ['event', 'endsAt'], where: "state = 'booked'" }],
  checks: [
    // As PostgreSQL prints it. A meeting that was made longer keeps its table from the next.
    {
      name: 'meeting_table_once',
      expression:
        "EXCLUDE USING gist (block_id WITH =, table_number WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (((state <> 'cancelled'::text) AND (table_number IS NOT NULL)))",
    },
  ],
  uniques: [{ name: 'meeting_table', properties: ['slot', 'tableNumber'], where: "state <> 'cancelled'" }],
});
export type MeetingEntity = InferEntity<typeof MeetingEntity>;

/** One of a meeting's people: when they came, and what they said of it afterwards. */
export const MeetingPerson = defineEntity({
  name: 'MeetingPerson',
  tableName: 'meeting_person',
  properties: {
    meeting: () => p.manyToOne(MeetingEntity).mapToPk().primary().deleteRule('cascade'),
    person: () =>
      p.manyToOne(Person).mapToPk().primary().deleteRule('cascade').index('meeting_person_person'),
    /** By the event's clock. */
    enteredAt: p.datetime().nullable(),
    /** When they were told that they are late. */
    calledAt: p.datetime().nullable(),
    outcome: p.enum(outcomes).nullable(),
    outcomeAt: p.datetime().nullable(),
    /** Of a colleague, whom they are with; null for the two who agreed on the meeting. */
    side: p.enum(requestSides).nullable(),
    addedBy: () => p.manyToOne(Person).mapToPk().nullable().deleteRule('set null'),
  },
});
export type MeetingPerson = InferEntity<typeof MeetingPerson>;
