import { z } from 'zod';
import { CountryCode, Email, Instant, Language, line, Slug, text, Uuid } from './common.js';
import { RegistrationState } from './registration.js';
import { defineRoute, Nothing } from './route.js';

/** What organisers may write for what differs from reader to reader: `{name}`. */
export const placeholders = ['name', 'organisation', 'event', 'when', 'link'] as const;
export type Placeholder = (typeof placeholders)[number];
/** Finds them, and what looks like one. */
export const placeholderPattern = /\{([\p{L}_]{1,40})\}/gu;

const isKnown = (name: string | undefined): boolean => placeholders.some((known) => known === name);
const onlyKnown = (words: string): boolean =>
  [...words.matchAll(placeholderPattern)].every(([, name]) => isKnown(name));
const known = { error: 'unknown placeholder' };

/** Whom a message goes to. Within each list any will do; empty lists ask for nothing. */
export const Audience = z.object({
  /** `participants`: by their registrations; `speakers`: everybody who speaks by an account, registered or not. */
  who: z.enum(['participants', 'speakers']).default('participants'),
  states: z.array(RegistrationState).max(6).default(['confirmed']),
  categories: z.array(Slug).max(40).default([]),
  countries: z.array(CountryCode).max(250).default([]),
  organisations: z.array(Uuid).max(200).default([]),
});
export type Audience = z.infer<typeof Audience>;

const MessageWords = {
  subject: z.partialRecord(Language, line(150).refine(onlyKnown, known)),
  /** Paragraphs are set apart by an empty line; addresses become links. */
  body: z.partialRecord(Language, text(10_000).refine(onlyKnown, known)),
};
export const MessageDraft = z.object({
  ...MessageWords,
  audience: Audience,
  /** By the event's clock; null: at once. */
  dueAt: Instant.nullable(),
});
export type MessageDraft = z.infer<typeof MessageDraft>;

export const messageStates = ['draft', 'confirmed', 'cancelled'] as const;
const Count = z.number().int().nonnegative();
/** How far a message is. `withheld`: stopped by the person, or to an address that is held back. */
export const MessageCounts = z.object({
  recipients: Count,
  waiting: Count,
  sent: Count,
  failed: Count,
  withheld: Count,
  cancelled: Count,
});
export type MessageCounts = z.infer<typeof MessageCounts>;
export const OrganiserMessage = MessageDraft.extend({
  id: Uuid,
  state: z.enum(messageStates),
  /** Raised with each change; a change says which it has seen. */
  version: Count,
  updatedAt: Instant,
  confirmedAt: Instant.nullable(),
  counts: MessageCounts,
});
export type OrganiserMessage = z.infer<typeof OrganiserMessage>;

const EventParam = z.object({ event: Slug });
const MessageParam = EventParam.extend({ message: Uuid });
const organising = ['not_found', 'forbidden', 'invalid_input'] as const;

export const listMessages = defineRoute(
  'GET',
  '/events/:event/messages',
  'Messages to participants (organisers)',
  {
    params: EventParam,
    /** Without their words, which are long and in many languages. */
    answer: z.object({ messages: z.array(OrganiserMessage.omit({ body: true, audience: true })) }),
    problems: ['not_found', 'forbidden'],
  },
);
export const getMessage = defineRoute('GET', '/events/:event/messages/:message', 'One message (organisers)', {
  params: MessageParam,
  answer: OrganiserMessage,
  problems: ['not_found', 'forbidden'],
});
export const createMessage = defineRoute('POST', '/events/:event/messages', 'Begin a message (organisers)', {
  params: EventParam,
  body: MessageDraft,
  answer: OrganiserMessage,
  status: 201,
  problems: [...organising, 'too_many_messages'],
});
export const saveMessage = defineRoute(
  'PUT',
  '/events/:event/messages/:message',
  'Change a draft (organisers)',
  {
    params: MessageParam,
    body: MessageDraft.extend({ version: Count }),
    answer: OrganiserMessage,
    problems: [...organising, 'message_state', 'edit_conflict'],
  },
);
export const deleteMessage = defineRoute(
  'DELETE',
  '/events/:event/messages/:message',
  'Throw a draft away (organisers)',
  {
    params: MessageParam,
    answer: Nothing,
    problems: ['not_found', 'forbidden', 'message_state'],
  },
);

export const findAudience = defineRoute(
  'POST',
  '/events/:event/messages/audience',
  'How many people a message would go to, and some of them; changes nothing (organisers)',
  {
    params: EventParam,
    body: Audience,
    answer: z.object({
      recipients: Count,
      /** Of these: who has stopped messages, or has an address that is held back. */
      withheld: Count,
      people: z.array(z.object({ person: Uuid, name: z.string(), email: Email, language: Language })),
    }),
    problems: organising,
  },
);
export const previewMessage = defineRoute(
  'POST',
  '/events/:event/messages/preview',
  'A message as one person would get it; changes nothing (organisers)',
  {
    params: EventParam,
    body: z.object({ ...MessageWords, person: Uuid.nullable() }),
    answer: z.object({
      to: Email,
      language: Language,
      subject: z.string(),
      html: z.string(),
      text: z.string(),
      /** Whom answers go to. */
      replyTo: Email,
    }),
    problems: [...organising, 'message_unwritten', 'too_many_requests'],
  },
);
export const testMessage = defineRoute(
  'POST',
  '/events/:event/messages/:message/test',
  'Send a message to myself, as it is saved (organisers)',
  {
    params: MessageParam,
    answer: Nothing,
    problems: ['not_found', 'forbidden', 'message_unwritten', 'too_many_requests'],
  },
);
/** The people are fixed here: whoever registers later gets nothing, and confirming again does nothing twice. */
export const confirmMessage = defineRoute(
  'POST',
  '/events/:event/messages/:message/confirmation',
  'Send a message, at once or when it is due (organisers)',
  {
    params: MessageParam,
    body: z.object({
      version: Count,
      /** How many the organiser has been told that it goes to. */
      recipients: Count,
    }),
    answer: OrganiserMessage,
    problems: [
      ...organising,
      ...([
        'edit_conflict',
        'message_unwritten',
        'audience_changed',
        'audience_empty',
        'event_not_published',
      ] as const),
    ],
  },
);
export const cancelMessage = defineRoute(
  'DELETE',
  '/events/:event/messages/:message/confirmation',
  'Keep back what of a message has not gone out yet (organisers)',
  { params: MessageParam, answer: OrganiserMessage, problems: ['not_found', 'forbidden', 'message_state'] },
);
