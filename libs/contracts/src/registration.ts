import { z } from 'zod';
import { CountryCode, Email, Instant, Language, line, Page, Slug, text, TimeZone, Uuid } from './common.js';
import { defineCommand } from './command.js';
import { defineRoute, Nothing } from './route.js';

export const registrationStates = ['invited', 'confirmed', 'withdrawn'] as const;
export const RegistrationState = z.enum(registrationStates);
export type RegistrationState = z.infer<typeof RegistrationState>;

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
});
export type RegistrationForm = z.infer<typeof RegistrationForm>;

export const Registration = RegistrationForm.extend({
  id: Uuid,
  state: RegistrationState,
  confirmedAt: Instant.nullable(),
});
export type Registration = z.infer<typeof Registration>;

const EventParam = z.object({ event: Slug });

export const getMyRegistration = defineRoute('GET', '/events/:event/registration', 'My registration', {
  params: EventParam,
  answer: z.object({ registration: Registration.nullable() }),
  problems: ['not_found'],
});
export const register = defineRoute(
  'PUT',
  '/events/:event/registration',
  'Register, or change my registration',
  {
    params: EventParam,
    body: RegistrationForm,
    answer: Registration,
    problems: ['not_found', 'registration_closed', 'event_full', 'invalid_input'],
  },
);
export const withdraw = defineRoute('DELETE', '/events/:event/registration', 'Withdraw', {
  params: EventParam,
  answer: Nothing,
  problems: ['not_found'],
});

export const Participant = Registration.extend({
  person: Uuid,
  email: Email,
  /** Entered at least one session. */
  attended: z.boolean(),
});
export type Participant = z.infer<typeof Participant>;

const Count = z.number().int().nonnegative();
const Search = z.string().trim().max(120);
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
    query: z.object({ search: z.string().trim().min(2).max(80) }),
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

/** Joining a session's room; attendance is recorded from it until the socket leaves. */
export const enterSession = defineCommand('Enter the room of a session', {
  input: z.object({ session: Uuid }),
  answer: z.object({ enteredAt: Instant }),
});
export const leaveSession = defineCommand('Leave the room of a session', {
  input: z.object({ session: Uuid }),
  answer: z.object({}),
});

export const registrationConfirmed = z.object({ event: Uuid, person: Uuid, registration: Uuid });
export const registrationWithdrawn = registrationConfirmed;
