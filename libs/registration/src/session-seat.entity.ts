import { seatStates } from '@foyer/contracts';
import { SessionEntity } from '@foyer/agenda';
import { Person } from '@foyer/people';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/** Somebody has a seat in a session, or stands in the line for one. Who gives it up has no row. */
export const SessionSeat = defineEntity({
  name: 'SessionSeat',
  tableName: 'session_seat',
  properties: {
    session: () => p.manyToOne(SessionEntity).mapToPk().primary().deleteRule('cascade'),
    person: () => p.manyToOne(Person).mapToPk().primary().deleteRule('cascade').index('session_seat_person'),
    state: p.enum(seatStates),
    /** Given under the session's lock: who has the smaller one came first. */
    number: p.integer(),
    createdAt: p.datetime(),
  },
  uniques: [{ name: 'session_seat_number', properties: ['session', 'number'] }],
});
export type SessionSeat = InferEntity<typeof SessionSeat>;
