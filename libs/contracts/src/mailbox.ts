import { z } from 'zod';
import { Instant, search, Uuid } from './common.js';
import { defineRoute } from './route.js';

/** The embedded mailbox of the demo: what went out by SMTP, as a mail program would see it. */
export const ReceivedMail = z.object({
  id: Uuid,
  receivedAt: Instant,
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  messageId: z.string().nullable(),
});
export type ReceivedMail = z.infer<typeof ReceivedMail>;

export const listMailbox = defineRoute('GET', '/mailbox', 'Mail in the embedded mailbox, newest first', {
  access: 'demo',
  query: z.object({
    to: search(254).optional(),
    limit: z.coerce.number().int().min(1).max(1_000).default(100),
    before: Uuid.optional(),
  }),
  answer: z.object({ mails: z.array(ReceivedMail), total: z.number().int() }),
});
export const getMailboxMail = defineRoute('GET', '/mailbox/:mail', 'One mail, parsed', {
  access: 'demo',
  params: z.object({ mail: Uuid }),
  answer: ReceivedMail.extend({
    headers: z.array(z.object({ name: z.string(), value: z.string() })),
    text: z.string(),
    html: z.string().nullable(),
    attachments: z.array(
      z.object({ filename: z.string().nullable(), mimeType: z.string(), content: z.string() }),
    ),
  }),
  problems: ['not_found'],
});
