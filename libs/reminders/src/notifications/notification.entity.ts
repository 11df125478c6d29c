import { mailKinds } from '@foyer/contracts';
import { EventEntity } from '@foyer/events';
import { Person } from '@foyer/people';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/** What somebody is told in the app. Kept as data, like a mail: it is put into words for who reads it. */
export const NotificationEntity = defineEntity({
  name: 'Notification',
  tableName: 'notification',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    kind: p.enum(mailKinds),
    event: () => p.manyToOne(EventEntity).mapToPk().deleteRule('cascade').index('notification_event'),
    person: () => p.manyToOne(Person).mapToPk().deleteRule('cascade'),
    /** What there is one notification of; a second with the same is none. */
    dedupe: p.string().length(200).unique('notification_dedupe'),
    /** See `mail/content.ts`. */
    content: p.json<unknown>(),
    createdAt: p.datetime(),
    readAt: p.datetime().nullable(),
  },
  indexes: [
    { name: 'notification_person', properties: ['person', 'id'] },
    { name: 'notification_unread', properties: ['person'], where: 'read_at is null' },
  ],
});
export type NotificationEntity = InferEntity<typeof NotificationEntity>;

/** A person wants no more of a kind in the app. Of mail, `mail_stop` says so. */
export const NotificationStop = defineEntity({
  name: 'NotificationStop',
  tableName: 'notification_stop',
  properties: {
    person: () => p.manyToOne(Person).mapToPk().primary().deleteRule('cascade'),
    kind: p.enum(mailKinds).primary(),
    stoppedAt: p.datetime(),
  },
});
export type NotificationStop = InferEntity<typeof NotificationStop>;
