import { eventRoles } from '@foyer/contracts';
import { Person } from '@foyer/people';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { EventEntity } from './event.entity.js';

/** What a person is in an event. */
export const EventRoleEntity = defineEntity({
  name: 'EventRole',
  tableName: 'event_role',
  properties: {
    event: () => p.manyToOne(EventEntity).mapToPk().primary().deleteRule('cascade'),
    person: () => p.manyToOne(Person).mapToPk().primary().deleteRule('cascade').index('event_role_person'),
    role: p.enum(eventRoles).primary(),
  },
});
export type EventRoleEntity = InferEntity<typeof EventRoleEntity>;
