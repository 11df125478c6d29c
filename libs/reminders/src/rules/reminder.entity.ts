import { reminderKinds } from '@foyer/contracts';
import { EventEntity } from '@foyer/events';
import { Person } from '@foyer/people';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/** Who is told what, and when: derived from rules and facts, moved with what it is about, checked before it is told. */
export const ReminderEntity = defineEntity({
  name: 'Reminder',
  tableName: 'reminder',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    event: () => p.manyToOne(EventEntity).mapToPk().deleteRule('cascade'),
    person: () => p.manyToOne(Person).mapToPk().deleteRule('cascade'),
    kind: p.enum(reminderKinds),
    /** The event, session, meeting or request that it is about. */
    ref: p.uuid().index('reminder_ref'),
    /** When that begins, or from when on it is of no use any more; in the event's time. */
    startsAt: p.datetime(),
    dueAt: p.datetime(),
    /** The end of the person's quiet hours, where it fell due in them. */
    heldUntil: p.datetime().nullable(),
    /** Set once it was told, or found not to be worth telling any more. */
    toldAt: p.datetime().nullable(),
  },
  uniques: [{ name: 'reminder_once', properties: ['person', 'kind', 'ref'] }],
  // As PostgreSQL prints them, so that the comparison with the database finds no difference.
  indexes: [
    {
      name: 'reminder_due',
      expression:
        'CREATE INDEX reminder_due ON public.reminder USING btree (GREATEST(due_at, held_until)) WHERE (told_at IS NULL)',
    },
    {
      name: 'reminder_event_due',
      expression:
        'CREATE INDEX reminder_event_due ON public.reminder USING btree (event_id, GREATEST(due_at, held_until)) WHERE (told_at IS NULL)',
    },
  ],
});
export type ReminderEntity = InferEntity<typeof ReminderEntity>;
