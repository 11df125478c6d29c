import { EventEntity } from '@foyer/events';
import { Person } from '@foyer/people';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { reminderKinds } from './kinds.js';

/** Who is told what, and when: derived from rules and facts, moved with what it is about, checked before it is told. */
export const ReminderEntity = defineEntity({
  name: 'Reminder',
  tableName: 'reminder',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    event: () => p.manyToOne(EventEntity).mapToPk().deleteRule('cascade'),
    person: () => p.manyToOne(Person).mapToPk().deleteRule('cascade'),
    kind: p.enum(reminderKinds),
    /** The event, session or meeting that it is about. */
    ref: p.uuid().index('reminder_ref'),
    /** When that begins, in the event's time. */
    startsAt: p.datetime(),
    dueAt: p.datetime(),
    /** Set once it was told, or found not to be worth telling any more. */
    toldAt: p.datetime().nullable(),
  },
  uniques: [{ name: 'reminder_once', properties: ['person', 'kind', 'ref'] }],
  indexes: [
    { name: 'reminder_due', properties: ['dueAt'], where: 'told_at is null' },
    { name: 'reminder_event_due', properties: ['event', 'dueAt'], where: 'told_at is null' },
  ],
});
export type ReminderEntity = InferEntity<typeof ReminderEntity>;
