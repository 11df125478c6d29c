import { mailKinds } from '@foyer/contracts';
import { Person } from '@foyer/people';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/** A person wants no more mail of a kind. */
export const MailStop = defineEntity({
  name: 'MailStop',
  tableName: 'mail_stop',
  properties: {
    person: () => p.manyToOne(Person).mapToPk().primary().deleteRule('cascade'),
    kind: p.enum(mailKinds).primary(),
    stoppedAt: p.datetime(),
  },
});
export type MailStop = InferEntity<typeof MailStop>;
