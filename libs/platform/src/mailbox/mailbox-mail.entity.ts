import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/** A mail that the embedded mailbox has received, as it came over the wire. */
export const MailboxMail = defineEntity({
  name: 'MailboxMail',
  tableName: 'mailbox_mail',
  properties: {
    /** Version 7, so ids stand in order of arrival. */
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    receivedAt: p.datetime(),
    /** Envelope sender and recipients. */
    from: p.text().fieldName('mail_from'),
    to: p.array<string>().columnType('text[]').fieldName('mail_to'),
    subject: p.text(),
    messageId: p.text().nullable(),
    raw: p.blob(),
  },
});
export type MailboxMail = InferEntity<typeof MailboxMail>;
