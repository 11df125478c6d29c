import { SessionEntity } from '@foyer/agenda';
import { Person } from '@foyer/people';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/**
 * Somebody was in a session's room from then to then; open while they are in it. However many windows somebody has
 * open there, they are in it once: the constraint `attendance_open` lets nobody have two open rows.
 */
export const Attendance = defineEntity({
  name: 'Attendance',
  tableName: 'attendance',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    session: () => p.manyToOne(SessionEntity).mapToPk().deleteRule('cascade'),
    person: () => p.manyToOne(Person).mapToPk().deleteRule('cascade').index('attendance_person'),
    /** By the event's clock, as is `leftAt`. */
    enteredAt: p.datetime(),
    leftAt: p.datetime().nullable(),
    /** Of a guest, who is in no list: it is kept only for as long as they are there. */
    guest: p.boolean().default(false),
    /** The windows that keep it open, `process/socket`; who closes the last one has left. */
    seats: p.array<string>().columnType('text[]').defaultRaw(`'{}'`),
  },
  indexes: [{ name: 'attendance_session_person', properties: ['session', 'person'] }],
  uniques: [{ name: 'attendance_open', properties: ['session', 'person'], where: 'left_at is null' }],
});
export type Attendance = InferEntity<typeof Attendance>;

/** How many were in a session's room as it was last told; whoever tells it locks the row first. */
export const SessionPresence = defineEntity({
  name: 'SessionPresence',
  tableName: 'session_presence',
  properties: {
    session: () => p.manyToOne(SessionEntity).mapToPk().primary().deleteRule('cascade'),
    present: p.integer(),
  },
});
export type SessionPresence = InferEntity<typeof SessionPresence>;

/** A process that seats people. One that has not been seen for a while is dead, and its seats are empty. */
export const AttendanceKeeper = defineEntity({
  name: 'AttendanceKeeper',
  tableName: 'attendance_keeper',
  properties: {
    id: p.uuid().primary(),
    seenAt: p.datetime(),
  },
});
export type AttendanceKeeper = InferEntity<typeof AttendanceKeeper>;
