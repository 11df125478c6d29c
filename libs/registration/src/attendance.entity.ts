import { SessionEntity } from '@foyer/agenda';
import { Person } from '@foyer/people';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/** Somebody was in a session's room from then to then; open while they are in it. */
export const Attendance = defineEntity({
  name: 'Attendance',
  tableName: 'attendance',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    session: () => p.manyToOne(SessionEntity).mapToPk().deleteRule('cascade'),
    person: () => p.manyToOne(Person).mapToPk().deleteRule('cascade').index('attendance_person'),
    enteredAt: p.datetime(),
    leftAt: p.datetime().nullable(),
  },
  indexes: [{ name: 'attendance_session_person', properties: ['session', 'person'] }],
});
export type Attendance = InferEntity<typeof Attendance>;
