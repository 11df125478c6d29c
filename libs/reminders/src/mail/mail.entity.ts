import { languages, mailKinds, mailStates } from '@foyer/contracts';
import { EventEntity } from '@foyer/events';
import { Person } from '@foyer/people';
import { MessageEntity } from '../messages/message.entity.js';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/**
 * A mail to one person: first the wish to send it, then the record that it was. What it says is kept as data and
 * rendered when it goes out. Sign-in codes are not among them: nothing of a code is stored.
 */
export const MailEntity = defineEntity({
  name: 'Mail',
  tableName: 'mail',
  properties: {
    /** Also its Message-ID, so that a repeat is recognisable. */
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    kind: p.enum(mailKinds),
    event: () => p.manyToOne(EventEntity).mapToPk().deleteRule('cascade'),
    person: () => p.manyToOne(Person).mapToPk().deleteRule('cascade').index('mail_person'),
    /** The address, name, language and zone at the time of queueing; it is written in those that hold when it goes out. */
    to: p.text().fieldName('to_address'),
    name: p.text().fieldName('to_name'),
    language: p.enum(languages),
    timeZone: p.text(),
    /** The organisers' message that it carries, if it is one. */
    message: () => p.manyToOne(MessageEntity).mapToPk().nullable().deleteRule('cascade'),
    state: p.enum(mailStates),
    /** What there is one mail of; a second with the same is not queued. */
    dedupe: p.string().length(200).unique('mail_dedupe'),
    /** See `content.ts`. */
    content: p.json<unknown>(),
    /** In the event's time: from then on it says nothing of use. */
    expiresAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    sentAt: p.datetime().nullable(),
    /** How often it was handed to the mail server. */
    tries: p.integer().default(0),
    /** Why it failed: codes, no addresses. */
    error: p.text().nullable(),
    /** When it is handed over next: in case its job was lost, because it has to wait, or because it is due then. */
    lookAt: p.datetime(),
  },
  indexes: [
    { name: 'mail_event', properties: ['event', 'id'] },
    { name: 'mail_message', properties: ['message', 'state'], where: 'message_id is not null' },
    { name: 'mail_waiting', properties: ['lookAt'], where: "state = 'queued'" },
  ],
});
export type MailEntity = InferEntity<typeof MailEntity>;
