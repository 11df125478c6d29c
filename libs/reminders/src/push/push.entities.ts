import { mailKinds } from '@foyer/contracts';
import { EventEntity } from '@foyer/events';
import { Person, SignInSession } from '@foyer/people';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/** A browser that its person wants to be told on. It goes with their sign-in there. */
export const PushDeviceEntity = defineEntity({
  name: 'PushDevice',
  tableName: 'push_device',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    person: () => p.manyToOne(Person).mapToPk().deleteRule('cascade').index('push_device_person'),
    /** The sign-in by which it was added: whoever signs out of a browser is told nothing there. */
    session: () => p.manyToOne(SignInSession).mapToPk().deleteRule('cascade').unique('push_device_session'),
    /** Its address at its push service: whoever knows it and the keys may write to it. */
    endpoint: p.text().unique('push_device_endpoint'),
    /** What only it can read what is encrypted with; base64url. */
    p256dh: p.text(),
    auth: p.text(),
    /** The house's public key that the browser was given: it hears no other. */
    houseKey: p.text(),
    userAgent: p.text(),
    createdAt: p.datetime(),
    lastSentAt: p.datetime().nullable(),
    lastFailedAt: p.datetime().nullable(),
  },
});
export type PushDeviceEntity = InferEntity<typeof PushDeviceEntity>;

const pushStates = ['queued', 'sent', 'failed', 'suppressed'] as const;

/** A message to one device: first the wish to send it, then the record that it was. Kept as data, like a mail. */
export const PushEntity = defineEntity({
  name: 'Push',
  tableName: 'push',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    /** Null, with event and content: somebody tries their device. */
    kind: p.enum(mailKinds).nullable(),
    event: () => p.manyToOne(EventEntity).mapToPk().nullable().deleteRule('cascade'),
    person: () => p.manyToOne(Person).mapToPk().deleteRule('cascade').index('push_person'),
    /** No foreign key: who signs out must not wait for what is being sent to this device. */
    device: p.uuid().fieldName('device_id'),
    state: p.enum(pushStates),
    /** What there is one message of for each device; a second with the same is none. */
    dedupe: p.string().length(200),
    /** See `mail/content.ts`. */
    content: p.json<unknown>().nullable(),
    /** In the event's time: from then on it says nothing of use. */
    expiresAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    sentAt: p.datetime().nullable(),
    /** How often its push service was asked to take it. */
    tries: p.integer().default(0),
    /** Why it has not gone: codes, no addresses. */
    error: p.text().nullable(),
    /** When it is handed over next: in case its job was lost, or because it was put off. */
    lookAt: p.datetime(),
  },
  uniques: [{ name: 'push_once', properties: ['device', 'dedupe'] }],
  indexes: [
    { name: 'push_event', properties: ['event', 'id'] },
    { name: 'push_waiting', properties: ['lookAt'], where: "state = 'queued'" },
  ],
});
export type PushEntity = InferEntity<typeof PushEntity>;

/** A person wants no more of a kind on their devices. Of mail, `mail_stop` says so. */
export const PushStop = defineEntity({
  name: 'PushStop',
  tableName: 'push_stop',
  properties: {
    person: () => p.manyToOne(Person).mapToPk().primary().deleteRule('cascade'),
    kind: p.enum(mailKinds).primary(),
    stoppedAt: p.datetime(),
  },
});
export type PushStop = InferEntity<typeof PushStop>;

/** The house's own key for push services, where the environment gives none: one row, sealed with the house's secret. */
export const PushKeyEntity = defineEntity({
  name: 'PushKey',
  tableName: 'push_key',
  properties: {
    id: p.integer().primary().autoincrement(false).default(1),
    sealed: p.text(),
    madeAt: p.datetime(),
  },
  checks: [{ name: 'push_key_one', expression: 'id = 1' }],
});
export type PushKeyEntity = InferEntity<typeof PushKeyEntity>;
