import { EventEntity } from '@foyer/events';
import { Person } from '@foyer/people';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/** That somebody's agenda may be read by an address. The address itself is not stored: it is proved by our secret. */
export const CalendarFeedEntity = defineEntity({
  name: 'CalendarFeed',
  tableName: 'calendar_feed',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    event: () => p.manyToOne(EventEntity).mapToPk().deleteRule('cascade'),
    person: () => p.manyToOne(Person).mapToPk().deleteRule('cascade').index('calendar_feed_person'),
    /** Rises with every new address; older ones no longer work. */
    serial: p.integer(),
    revoked: p.boolean().default(false),
  },
  uniques: [{ name: 'calendar_feed_of_person', properties: ['event', 'person'] }],
});
export type CalendarFeedEntity = InferEntity<typeof CalendarFeedEntity>;
