import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/** How mail to the mailboxes of one domain is going: so many a minute, and a pause when its servers ask for one. */
export const MailHost = defineEntity({
  name: 'MailHost',
  tableName: 'mail_host',
  properties: {
    host: p.text().primary(),
    /** When the allowance will be whole again; each mail moves it on by its share. */
    fullAt: p.datetime(),
    /** Nothing goes there before then. */
    waitsUntil: p.datetime().nullable(),
    /** How often in a row it has asked for a pause. */
    strikes: p.integer().default(0),
  },
});
export type MailHost = InferEntity<typeof MailHost>;
