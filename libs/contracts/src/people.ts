import { z } from 'zod';
import { Email, Instant, Language, line, TimeZone, Uuid } from './common.js';
import { defineRoute, Nothing } from './route.js';

export const Me = z.object({
  id: Uuid,
  email: Email,
  name: z.string(),
  language: Language,
  timeZone: TimeZone,
  /** May create events. */
  organiser: z.boolean(),
});
export type Me = z.infer<typeof Me>;

const Code = z.string().regex(/^\d{6}$/);

/** Six digits by mail, usable only in the browser that asked (the challenge is a cookie). */
export const requestCode = defineRoute('POST', '/sign-in/codes', 'Ask for a sign-in code by mail', {
  access: 'anyone',
  body: z.object({ email: Email, language: Language.optional(), timeZone: TimeZone.optional() }),
  answer: z.object({ validForMinutes: z.number().int() }),
  problems: ['too_many_requests'],
});
export const signIn = defineRoute('POST', '/sign-in/sessions', 'Sign in with the code', {
  access: 'anyone',
  guests: true,
  body: z.object({ code: Code }),
  answer: Me,
  problems: ['code_wrong', 'too_many_requests'],
});
export const signOut = defineRoute('DELETE', '/sign-in/sessions/current', 'Sign out here', {
  answer: Nothing,
});
export const SignInSession = z.object({
  id: Uuid,
  createdAt: Instant,
  lastSeenAt: Instant,
  userAgent: z.string(),
  current: z.boolean(),
});
export const listSignInSessions = defineRoute('GET', '/sign-in/sessions', 'Where I am signed in', {
  answer: z.object({ sessions: z.array(SignInSession) }),
});
export const revokeSignInSession = defineRoute(
  'DELETE',
  '/sign-in/sessions/:session',
  'Sign out somewhere else',
  {
    params: z.object({ session: Uuid }),
    answer: Nothing,
    problems: ['not_found'],
  },
);

export const getMe = defineRoute('GET', '/me', 'Who I am; null when not signed in', {
  access: 'anyone',
  answer: z.object({ me: Me.nullable(), demo: z.boolean() }),
});
export const updateMe = defineRoute('PATCH', '/me', 'Change my name, language or time zone', {
  body: z.object({
    name: line(120).optional(),
    language: Language.optional(),
    timeZone: TimeZone.optional(),
  }),
  answer: Me,
});

/** One-click sign-in exists in the demo mode alone. */
export const DemoPerson = z.object({
  email: Email,
  name: z.string(),
  role: z.enum(['organiser', 'moderator', 'speaker', 'attendee']),
  event: z.string().nullable(),
});
export const listDemoPeople = defineRoute('GET', '/demo/people', 'Whom the demo lets one sign in as', {
  access: 'demo',
  answer: z.object({ people: z.array(DemoPerson) }),
});
export const demoSignIn = defineRoute('POST', '/demo/sign-in', 'Sign in as somebody of the demo', {
  access: 'demo',
  guests: true,
  body: z.object({ email: Email }),
  answer: Me,
  problems: ['not_found'],
});

/** Sent by mail: a code that somebody asked for. The code itself stays out of facts and logs. */
export const codeRequested = z.object({ challenge: Uuid });
