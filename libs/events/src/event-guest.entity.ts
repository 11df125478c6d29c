import { Person } from '@foyer/people';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { EventEntity } from './event.entity.js';

/** Somebody who came in as a guest, with an account or without. What guests may is the event's setting. */
export const EventGuestEntity = defineEntity({
  name: 'EventGuest',
  tableName: 'event_guest',
  properties: {
    event: () => p.manyToOne(EventEntity).mapToPk().primary().deleteRule('cascade'),
    person: () => p.manyToOne(Person).mapToPk().primary().deleteRule('cascade').index('event_guest_person'),
    /** Of the key that the browser made for coming in, so that two presses of the button make one guest. */
    keyHash: p.blob().nullable(),
    cameAt: p.datetime(),
  },
  uniques: [{ name: 'event_guest_key', properties: ['event', 'keyHash'] }],
});
export type EventGuestEntity = InferEntity<typeof EventGuestEntity>;
