import { EventEntity } from '@foyer/events';
import { Person } from '@foyer/people';
import type { ContactCard } from '@foyer/contracts';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { MeetingEntity } from '../meeting.entity.js';

/** What one of a meeting's people says of it and keeps for themselves. What came of it stands with the person. */
export const MeetingAfterEntity = defineEntity({
  name: 'MeetingAfter',
  tableName: 'meeting_after',
  properties: {
    meeting: () => p.manyToOne(MeetingEntity).mapToPk().primary().deleteRule('cascade'),
    person: () => p.manyToOne(Person).mapToPk().primary().deleteRule('cascade').index('meeting_after_person'),
    /** Whether it took place, by this person's words. */
    saidHeld: p.boolean().nullable(),
    /** Who did not come, by this person's words. */
    saidMissing: p.array<string>().columnType('uuid[]').defaultRaw(`'{}'`),
    saidAt: p.datetime().nullable(),
    rating: p.integer().nullable(),
    note: p.text().defaultRaw(`''`),
    noteVersion: p.integer().defaultRaw('0'),
    /** A day by the person's own calendar, and when it has come to nine in the morning there. */
    followUpOn: p.date().nullable(),
    followUpAt: p.datetime().nullable(),
    /** Rises with every change of the row. */
    changes: p.integer().defaultRaw('0'),
  },
  checks: [
    { name: 'meeting_after_rating', expression: 'rating >= 1 AND rating <= 5' },
    { name: 'meeting_after_note', expression: 'char_length(note) <= 2000' },
    { name: 'meeting_after_follow_up', expression: '(follow_up_on IS NULL) = (follow_up_at IS NULL)' },
  ],
});
export type MeetingAfterEntity = InferEntity<typeof MeetingAfterEntity>;

/**
 * What two people of an event have offered each other. One row a pair, so that who takes back and who agrees meet at
 * its lock: it is exchanged once both cards are there, and stays so.
 */
export const ContactExchange = defineEntity({
  name: 'ContactExchange',
  tableName: 'contact_exchange',
  properties: {
    event: () => p.manyToOne(EventEntity).mapToPk().primary().deleteRule('cascade'),
    /** The one of the two whose id is the lower. */
    low: () => p.manyToOne(Person).mapToPk().primary().deleteRule('cascade').index('contact_exchange_low'),
    high: () => p.manyToOne(Person).mapToPk().primary().deleteRule('cascade').index('contact_exchange_high'),
    /** What each gives, to the letter as they saw it when they agreed. */
    lowCard: p.json<ContactCard>().nullable(),
    highCard: p.json<ContactCard>().nullable(),
    /** When the second of them agreed. */
    exchangedAt: p.datetime().nullable(),
    changes: p.integer().defaultRaw('0'),
  },
  checks: [
    { name: 'contact_exchange_of_two', expression: 'low_id < high_id' },
    {
      name: 'contact_exchange_both',
      expression: '(exchanged_at IS NOT NULL) = (low_card IS NOT NULL AND high_card IS NOT NULL)',
    },
  ],
});
export type ContactExchange = InferEntity<typeof ContactExchange>;
