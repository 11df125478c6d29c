import { Person } from '@foyer/people';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { SessionEntity } from './session.entity.js';

/** Somebody wants to be at a session. */
export const SessionStar = defineEntity({
  name: 'SessionStar',
  tableName: 'session_star',
  properties: {
    session: () => p.manyToOne(SessionEntity).mapToPk().primary().deleteRule('cascade'),
    person: () => p.manyToOne(Person).mapToPk().primary().deleteRule('cascade').index('session_star_person'),
    starredAt: p.datetime(),
  },
});
export type SessionStar = InferEntity<typeof SessionStar>;
