import { z } from 'zod';
import {
  CountryCode,
  Email,
  Instant,
  Language,
  line,
  LocalisedText,
  Page,
  search,
  Slug,
  storable,
  TimeZone,
  Uuid,
} from './common.js';
import { Prefill } from './registration.js';
import { defineRoute, Nothing } from './route.js';

const EventParam = z.object({ event: Slug });
const Count = z.number().int().nonnegative();
const organising = ['not_found', 'forbidden', 'invalid_input'] as const;

/** Why a row of a list cannot be invited. */
export const invitationProblems = [
  'address',
  'twice',
  'registered',
  'invited',
  'withdrawn',
  'declined',
] as const;
/** What of a row is not understood and left out; the person is invited all the same. */
export const invitationDoubts = ['category', 'country', 'language'] as const;
export const InvitationRow = z.object({
  /** In the list as it was given, from 1. */
  line: z.number().int().positive(),
  /** As it was written, where it is no address. */
  email: z.string(),
  name: z.string(),
  language: Language.nullable(),
  prefill: Prefill,
  problem: z.enum(invitationProblems).nullable(),
  doubts: z.array(z.enum(invitationDoubts)),
});
export type InvitationRow = z.infer<typeof InvitationRow>;

export const mostInvitations = 5_000;
/** Reads a pasted or uploaded list: lines `Name <address>`, or a table with a header. Nothing is written. */
export const checkInvitations = defineRoute(
  'POST',
  '/events/:event/invitations/check',
  'Look at a list of people to invite',
  {
    params: EventParam,
    body: z.object({ text: z.string().min(1).max(900_000).regex(storable) }),
    answer: z.object({ rows: z.array(InvitationRow), tooMany: z.boolean() }),
    problems: organising,
  },
);

export const NewInvitation = z.object({
  email: Email,
  name: line(120).optional(),
  language: Language.optional(),
  category: Slug.optional(),
  organisation: line(200).optional(),
  country: CountryCode.optional(),
  jobTitle: line(120).optional(),
});
export const sendInvitations = defineRoute(
  'POST',
  '/events/:event/invitations',
  'Invite many at once: all of them, or none',
  {
    params: EventParam,
    body: z.object({
      invitations: z.array(NewInvitation).max(mostInvitations),
      /** Also those whom an import has brought and nobody has written to. */
      imported: z.boolean().default(false),
      /** The organisers' own words, per language. */
      message: LocalisedText.nullable().default(null),
    }),
    /** `kept` had been invited, were registered or had withdrawn: nobody writes to them. */
    answer: z.object({ sent: Count, kept: Count }),
    problems: [...organising, 'event_not_published'],
  },
);

export const invitationStates = [
  'sent',
  'opened',
  'pending',
  'waiting',
  'confirmed',
  'declined',
  'revoked',
] as const;
export const InvitationState = z.enum(invitationStates);
export type InvitationState = z.infer<typeof InvitationState>;
export const Invitation = z.object({
  id: Uuid,
  email: Email,
  name: z.string(),
  language: Language,
  organisation: z.string().nullable(),
  state: InvitationState,
  /** How many mails went out, and when the last one did. */
  mails: Count,
  mailedAt: Instant,
});
export type Invitation = z.infer<typeof Invitation>;
export const listInvitations = defineRoute(
  'GET',
  '/events/:event/invitations',
  'Who was invited (organisers)',
  {
    params: EventParam,
    query: Page.extend({
      search: search(120).optional(),
      state: InvitationState.optional(),
    }),
    answer: z.object({
      invitations: z.array(Invitation),
      next: z.string().nullable(),
      counts: z.object({
        states: z.array(z.object({ state: InvitationState, invitations: Count })),
        /** Brought by an import and not written to yet. */
        imported: Count,
        /** Those who have not answered and were not written to within the last hours. */
        remindable: Count,
      }),
    }),
    problems: organising,
  },
);
const Chosen = z.array(Uuid).min(1).max(2_000);
export const remindInvited = defineRoute(
  'POST',
  '/events/:event/invitations/reminders',
  'Write again to those who have not answered',
  {
    params: EventParam,
    body: z.object({
      /** All of them, unless some are named. */
      invitations: Chosen.optional(),
    }),
    answer: z.object({ reminded: Count }),
    problems: organising,
  },
);
export const revokeInvitations = defineRoute(
  'POST',
  '/events/:event/invitations/revocations',
  'Take invitations back that nobody has answered',
  {
    params: EventParam,
    body: z.object({ invitations: Chosen }),
    answer: z.object({ revoked: Count }),
    problems: organising,
  },
);

const Token = z.object({ token: z.string().min(20).max(200) });
/** What an invitation's link leads to. Whoever holds it learns no more than the mail said. */
export const getInvitation = defineRoute('GET', '/invitations/:token', 'An invitation; changes nothing', {
  access: 'anyone',
  params: Token,
  answer: z.object({
    event: z.object({
      slug: Slug,
      title: LocalisedText,
      purpose: LocalisedText,
      startsAt: Instant,
      endsAt: Instant,
      timeZone: TimeZone,
      languages: z.array(Language),
    }),
    name: z.string(),
    /** `n…@example.org`. */
    email: z.string(),
    message: LocalisedText.nullable(),
    state: z.enum(['open', 'answered', 'declined', 'closed']),
    answerUntil: Instant.nullable(),
  }),
  problems: ['not_found'],
});
export const declineInvitation = defineRoute('POST', '/invitations/:token/decline', 'Decline an invitation', {
  access: 'anyone',
  params: Token,
  answer: Nothing,
  problems: ['not_found', 'already_registered'],
});
export const openInvitation = defineRoute(
  'POST',
  '/events/:event/invitation/opened',
  'Note that the invited person has opened the form',
  { params: EventParam, answer: Nothing, problems: ['not_found'] },
);

/** Invitations were sent, or are sent once more. */
export const invitationsMailed = z.object({ event: Uuid, invitations: z.array(Uuid).min(1).max(500) });
