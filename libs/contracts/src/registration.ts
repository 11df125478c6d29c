import { z } from 'zod';
import {
  CountryCode,
  Email,
  Instant,
  Language,
  line,
  Page,
  search,
  Slug,
  text,
  TimeZone,
  Uuid,
} from './common.js';
import { defineCommand } from './command.js';
import { ConsentGiven } from './form-questions.js';
import { Hold } from './held-addresses.js';
import { defineRoute, Nothing } from './route.js';

/** In place of the name of somebody who has erased their data. */
export const erasedName = '–';

/**
 * `invited`: others have prepared the place; `pending`: waits for the organisers' yes; `waiting`: stands in the line
 * for a free place; `confirmed`: takes part; `declined` by the organisers; `withdrawn`: has given it up.
 */
export const registrationStates = [
  'invited',
  'pending',
  'waiting',
  'confirmed',
  'declined',
  'withdrawn',
] as const;
export const RegistrationState = z.enum(registrationStates);
export type RegistrationState = z.infer<typeof RegistrationState>;

/**
 * Whom somebody is shown to: everybody who is registered, those alone whose needs or offers meet theirs, those of some
 * categories, nobody but whom they ask themselves.
 */
export const shownTo = ['everybody', 'matching', 'categories', 'nobody'] as const;
export type ShownTo = (typeof shownTo)[number];

export const RegistrationForm = z.object({
  name: line(120),
  category: Slug,
  /** Matched to the directory by name and country; new where nothing fits. */
  organisation: line(200),
  country: CountryCode,
  jobTitle: line(120).optional(),
  language: Language,
  timeZone: TimeZone,
  offers: z.array(line(80)).max(20).default([]),
  needs: z.array(line(80)).max(20).default([]),
  about: text(1_000).optional(),
  /** Other participants may find me in the directory. */
  listed: z.boolean().default(true),
  /** Who they are; decides over `listed` where it is given, and stays as it was where it is not. */
  shownTo: z.enum(shownTo).optional(),
  /** With `categories`: keys of the event's categories. */
  shownCategories: z.array(Slug).max(40).optional(),
});
export type RegistrationForm = z.infer<typeof RegistrationForm>;

export const Registration = RegistrationForm.extend({
  id: Uuid,
  state: RegistrationState,
  shownTo: z.enum(shownTo),
  shownCategories: z.array(Slug),
  confirmedAt: Instant.nullable(),
  /** Of whoever stands in the line: how many are served before them, and they. */
  position: z.number().int().positive().optional(),
  /** Of whoever was declined, where the organisers gave one. */
  reason: z.string().optional(),
});
export type Registration = z.infer<typeof Registration>;

const EventParam = z.object({ event: Slug });

/** What whoever invited somebody knows of them: the form begins with it. */
export const Prefill = z.object({
  name: z.string(),
  category: Slug.nullable(),
  organisation: z.string().nullable(),
  country: CountryCode.nullable(),
  jobTitle: z.string().nullable(),
});
export type Prefill = z.infer<typeof Prefill>;

export const getMyRegistration = defineRoute('GET', '/events/:event/registration', 'My registration', {
  params: EventParam,
  answer: z.object({
    registration: Registration.nullable(),
    /** An invitation that stands, also one declined; null where there is none or it was taken back. */
    invitation: z.object({ prefill: Prefill, opened: z.boolean() }).nullable(),
  }),
  problems: ['not_found'],
});
export const register = defineRoute(
  'PUT',
  '/events/:event/registration',
  'Register, or change my registration',
  {
    params: EventParam,
    body: RegistrationForm.extend({
      /** To the event's own questions (`getForm`), by key; all of them each time. */
      answers: z.record(z.string(), z.unknown()).default({}),
      /** What the caller agrees to, or no longer does; what is left out stays as it was. */
      consents: z.record(z.string(), ConsentGiven).default({}),
    }),
    answer: Registration,
    problems: [
      'not_found',
      'registration_closed',
      'registration_not_open',
      'registration_declined',
      'invitation_only',
      'event_full',
      'invalid_input',
    ],
  },
);
export const withdraw = defineRoute('DELETE', '/events/:event/registration', 'Withdraw', {
  params: EventParam,
  answer: Nothing,
  problems: ['not_found', 'withdrawal_closed'],
});

export const Participant = Registration.extend({
  person: Uuid,
  /** Null of whoever has had their data erased. */
  email: Email.nullable(),
  organisationId: Uuid,
  /** When they asked for the place that they have or wait for. */
  askedAt: Instant,
  /** Entered at least one session. */
  attended: z.boolean(),
  /** No mail goes to their address. */
  hold: Hold.nullable(),
});
export type Participant = z.infer<typeof Participant>;

export const participantSorts = [
  'name',
  'organisation',
  'country',
  'category',
  'state',
  'asked',
  'confirmed',
] as const;
const Count = z.number().int().nonnegative();
const Search = search(120);
export const listParticipants = defineRoute(
  'GET',
  '/events/:event/participants',
  'Who is registered (organisers)',
  {
    params: EventParam,
    query: Page.extend({
      /** In name, address and organisation; in any script. */
      search: Search.optional(),
      category: Slug.optional(),
      state: RegistrationState.optional(),
      country: CountryCode.optional(),
      organisation: Uuid.optional(),
      /** Only those whom mail does not reach. */
      held: z.literal('yes').optional(),
      /** By name unless told otherwise, and from the first. */
      sort: z.enum(participantSorts).optional(),
      order: z.enum(['asc', 'desc']).optional(),
    }),
    answer: z.object({
      participants: z.array(Participant),
      next: z.string().nullable(),
      counts: z.object({
        /** All that the filters let through, on this page and on the others. */
        total: Count,
        /** How many there are of each with the other filters as they are. */
        categories: z.array(z.object({ category: Slug, participants: Count })),
        states: z.array(z.object({ state: RegistrationState, participants: Count })),
        countries: z.array(z.object({ country: CountryCode, participants: Count })),
      }),
    }),
    problems: ['not_found', 'forbidden', 'invalid_input'],
  },
);

/** Words that others in the event have used, so that offers and needs meet in the same ones. */
export const suggestTopics = defineRoute(
  'GET',
  '/events/:event/topics',
  'What participants offer and need, most used first',
  {
    access: 'anyone',
    params: EventParam,
    query: z.object({
      search: search(80, 2),
      /** In which the event's topics are named; their first unless given. */
      language: Language.optional(),
    }),
    answer: z.object({ topics: z.array(z.string()) }),
    problems: ['not_found', 'too_many_requests'],
  },
);

/** What participants see of each other. */
export const Partner = z.object({
  person: Uuid,
  name: z.string(),
  jobTitle: z.string().nullable(),
  organisation: z.string(),
  country: CountryCode,
  category: Slug,
  language: Language,
  /** IANA; for showing a meeting's time on their clock too. */
  timeZone: z.string(),
  offers: z.array(z.string()),
  needs: z.array(z.string()),
  about: z.string().nullable(),
});
export type Partner = z.infer<typeof Partner>;

/** Joining a session's room; attendance is recorded from it until the socket leaves. Guests are only counted. */
export const enterSession = defineCommand('Enter the room of a session', {
  guests: true,
  input: z.object({ session: Uuid }),
  answer: z.object({ enteredAt: Instant }),
});
export const leaveSession = defineCommand('Leave the room of a session', {
  guests: true,
  input: z.object({ session: Uuid }),
  answer: z.object({}),
});

const AboutRegistration = z.object({ event: Uuid, person: Uuid, registration: Uuid });
export const registrationConfirmed = AboutRegistration.extend({
  /** From the line: a place has become free. */
  promoted: z.boolean().optional(),
});
export const registrationWithdrawn = AboutRegistration;
/** Something short of a confirmed place that its person has to know. */
export const registrationNotices = [
  'received',
  'waiting',
  'declined',
  'removed',
  'withdrawn',
  'changed',
] as const;
export const registrationNoted = AboutRegistration.extend({
  what: z.enum(registrationNotices),
  /** Two of a kind are told twice. */
  at: Instant,
});
