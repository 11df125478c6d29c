import { languages, type LocalisedText, type Prefill } from '@foyer/contracts';
import { EventEntity } from '@foyer/events';
import { Person } from '@foyer/people';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/** Somebody was written to and asked to come. What became of it is told by their registration. */
export const InvitationEntity = defineEntity({
  name: 'Invitation',
  tableName: 'invitation',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    event: () => p.manyToOne(EventEntity).mapToPk().deleteRule('cascade'),
    person: () => p.manyToOne(Person).mapToPk().deleteRule('cascade').index('invitation_person'),
    /** SHA-256 of the link's token in hex; the token itself is nowhere, see `invitation-token.ts`. */
    tokenHash: p.string().length(64).unique('invitation_token'),
    /** Rises when somebody is invited again after it was taken back: old links stay dead. */
    version: p.integer().default(0),
    name: p.text(),
    language: p.enum(languages),
    prefill: p.json<Prefill>(),
    message: p.json<LocalisedText>().nullable(),
    /** How many mails were queued: the first, then reminders. */
    mails: p.integer().default(1),
    mailedAt: p.datetime(),
    openedAt: p.datetime().nullable(),
    declinedAt: p.datetime().nullable(),
    revokedAt: p.datetime().nullable(),
    createdAt: p.datetime(),
  },
  uniques: [{ name: 'invitation_event_person', properties: ['event', 'person'] }],
});
export type InvitationEntity = InferEntity<typeof InvitationEntity>;
