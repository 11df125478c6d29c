import { z } from 'zod';
import { Email, Instant, Slug, Uuid } from './common.js';
import { Me } from './people.js';
import { defineRoute, Nothing } from './route.js';

/** `bounced`: there is no such mailbox; `complained`: its owner has called our mail unwanted. */
export const holdReasons = ['bounced', 'complained'] as const;
export const HoldReason = z.enum(holdReasons);
export type HoldReason = z.infer<typeof HoldReason>;

/** Who said so: the mail server itself, or a provider of mail afterwards. */
export const mailProviders = ['postmark', 'mailgun', 'sendgrid', 'ses'] as const;
export const MailProvider = z.enum(mailProviders);
export type MailProvider = z.infer<typeof MailProvider>;
export const holdSources = ['smtp', ...mailProviders] as const;
export type HoldSource = (typeof holdSources)[number];

/** No mail goes to an address any more, of any event. */
export const Hold = z.object({
  reason: HoldReason,
  source: z.enum(holdSources),
  /** What the mail server said, as a number: `550 5.1.1`. */
  code: z.string().nullable(),
  since: Instant,
});
export type Hold = z.infer<typeof Hold>;

export const liftHold = defineRoute(
  'DELETE',
  '/events/:event/participants/:registration/hold',
  'Send mail to a participant again: the address has been checked (organisers)',
  {
    params: z.object({ event: Slug, registration: Uuid }),
    answer: Nothing,
    problems: ['not_found', 'forbidden', 'complaint_stands'],
  },
);

export const getMyAddress = defineRoute('GET', '/me/address', 'My address, and whether mail arrives there', {
  answer: z.object({ email: Email, hold: Hold.nullable() }),
});
export const requestAddressCode = defineRoute(
  'POST',
  '/me/address/codes',
  'Ask for a code to the address that mail does not arrive at, or to the right one',
  {
    body: z.object({ email: Email }),
    answer: z.object({ validForMinutes: z.number().int() }),
    problems: ['too_many_requests', 'address_not_held'],
  },
);
export const confirmMyAddress = defineRoute(
  'PUT',
  '/me/address',
  'Confirm with the code that mail arrives at this address',
  {
    body: z.object({ code: z.string().regex(/^\d{6}$/) }),
    answer: Me,
    problems: ['code_wrong', 'too_many_requests', 'address_not_held', 'address_taken'],
  },
);
