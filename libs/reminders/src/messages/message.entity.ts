import { messageStates, type Audience, type LocalisedText } from '@foyer/contracts';
import { EventEntity } from '@foyer/events';
import { Person } from '@foyer/people';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/** What organisers write to some of their people. Once confirmed it stays as it is; its mails point to it. */
export const MessageEntity = defineEntity({
  name: 'Message',
  tableName: 'message',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    event: () => p.manyToOne(EventEntity).mapToPk().deleteRule('cascade').index('message_event'),
    subject: p.json<LocalisedText>(),
    body: p.json<LocalisedText>(),
    audience: p.json<Audience>(),
    /** By the event's clock; null: at once. */
    dueAt: p.datetime().nullable(),
    state: p.enum(messageStates).default('draft'),
    version: p.integer().default(1),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    confirmedAt: p.datetime().nullable(),
    confirmedBy: () => p.manyToOne(Person).mapToPk().nullable().deleteRule('set null'),
    /** Whom answers go to, from the confirmation on. */
    replyTo: p.text().nullable(),
  },
  checks: [{ name: 'message_confirmed_is_noted', expression: "(state = 'draft') = (confirmed_at IS NULL)" }],
});
export type MessageEntity = InferEntity<typeof MessageEntity>;
