import { z } from 'zod';
import { Email, Instant, Page, Slug, Uuid } from './common.js';
import { defineRoute, Nothing } from './route.js';

/** Kinds of mail that a person can stop one by one; sign-in codes are not among them. */
export const mailKinds = [
  'registration-confirmed',
  'registration-state',
  'invitation',
  'event-reminder',
  'session-reminder',
  'starred-reminder',
  'profile-reminder',
  'meeting-requested',
  'request-reminder',
  'meeting-booked',
  'meeting-cancelled',
  'meeting-reminder',
  'feedback-reminder',
  'summary',
  'agenda-changed',
  'speaker-claim',
  'speaker-reviewed',
] as const;
export const MailKind = z.enum(mailKinds);
export type MailKind = z.infer<typeof MailKind>;

export const mailStates = ['queued', 'sent', 'failed', 'suppressed'] as const;
export const Mail = z.object({
  id: Uuid,
  kind: z.enum([...mailKinds, 'sign-in-code']),
  to: Email,
  state: z.enum(mailStates),
  createdAt: Instant,
  sentAt: Instant.nullable(),
});
export const listMails = defineRoute('GET', '/events/:event/mails', 'What was sent to whom (organisers)', {
  params: z.object({ event: Slug }),
  query: Page,
  answer: z.object({ mails: z.array(Mail), next: z.string().nullable() }),
  problems: ['not_found', 'forbidden'],
});

/** Mails that wait to be handed to the mail server. */
export const mailQueued = z.object({ mails: z.array(Uuid).min(1).max(500) });

const Token = z.object({ token: z.string().min(20).max(200) });
export const getUnsubscribe = defineRoute(
  'GET',
  '/unsubscribe/:token',
  'What this link stops; changes nothing',
  {
    access: 'anyone',
    params: Token,
    answer: z.object({ kind: MailKind, stopped: z.boolean() }),
    problems: ['not_found'],
  },
);
/** RFC 8058: a mail program posts here by itself, without a cookie. */
export const unsubscribe = defineRoute('POST', '/unsubscribe/:token', 'Stop mail of this kind', {
  access: 'anyone',
  params: Token,
  body: z.unknown(),
  answer: Nothing,
  problems: ['not_found'],
});
