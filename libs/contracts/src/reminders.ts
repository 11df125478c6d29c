import { z } from 'zod';
import { Email, Instant, Page, search, Slug, Uuid } from './common.js';
import { defineRoute, Nothing } from './route.js';

/** Kinds of mail that a person can stop one by one; sign-in codes are not among them. */
export const mailKinds = [
  'registration-confirmed',
  'registration-state',
  'event-moved',
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
  'contact-offered',
  'feedback-reminder',
  'summary',
  'agenda-changed',
  'speaker-claim',
  'speaker-reviewed',
  'organiser-message',
] as const;
export const MailKind = z.enum(mailKinds);
export type MailKind = z.infer<typeof MailKind>;

/**
 * `failed`: the server does not take it; `returned`: it was taken and came back; `suppressed`: not sent on purpose;
 * `aside`: it could not be written, by our fault.
 */
export const mailStates = ['queued', 'sent', 'failed', 'returned', 'suppressed', 'aside'] as const;
export const MailState = z.enum(mailStates);
export type MailState = z.infer<typeof MailState>;

/** Why a mail is where it is: what the server said, or why it was not sent. */
export const mailReasons = [
  'no_mailbox',
  'mailbox_full',
  'policy',
  'refused',
  'later',
  'away',
  'busy',
  'stopped',
  'outdated',
  'held',
  'cancelled',
  'unwritable',
  'no_device',
  'service_away',
  'service_refused',
] as const;
export type MailReason = (typeof mailReasons)[number];

/** By which way a message went: a mail, or a message to a device. */
export const sentBy = ['email', 'push'] as const;

/** A mail, or a message to a device of the person: what was sent, and what became of it. */
export const Mail = z.object({
  id: Uuid,
  kind: MailKind,
  by: z.enum(sentBy),
  to: Email,
  name: z.string(),
  /** Of whoever it goes to, where they are registered. */
  registration: Uuid.nullable(),
  state: MailState,
  /** How often it was handed to the mail server or push service. */
  tries: z.number().int().nonnegative(),
  reason: z.enum(mailReasons).nullable(),
  /** What the server answered, as a number: `550 5.1.1`. */
  code: z.string().nullable(),
  createdAt: Instant,
  sentAt: Instant.nullable(),
  /** Of what waits: not before then. */
  dueAt: Instant.nullable(),
  /** Whether it can be sent again. */
  again: z.boolean(),
});
export type Mail = z.infer<typeof Mail>;

export const listMails = defineRoute('GET', '/events/:event/mails', 'What was sent to whom (organisers)', {
  params: z.object({ event: Slug }),
  query: Page.extend({
    /** In name and address. */
    search: search(120).optional(),
    state: MailState.optional(),
    kind: MailKind.optional(),
    /** To one participant. */
    registration: Uuid.optional(),
    /** Those that carry one message of the organisers. */
    message: Uuid.optional(),
  }),
  answer: z.object({
    mails: z.array(Mail),
    next: z.string().nullable(),
    /** How many there are of each state with the other filters as they are. */
    counts: z.array(z.object({ state: MailState, mails: z.number().int() })),
  }),
  problems: ['not_found', 'forbidden', 'invalid_input'],
});
export const sendMailAgain = defineRoute(
  'POST',
  '/events/:event/mails/:mail/again',
  'Try a mail again that did not arrive, or send a copy of one that did (organisers)',
  {
    params: z.object({ event: Slug, mail: Uuid }),
    answer: Nothing,
    problems: ['not_found', 'forbidden', 'mail_not_again'],
  },
);

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
