import { z } from 'zod';
import { Language, line, LocalisedText, Slug, TimeZone, Uuid } from './common.js';
import { defineRoute, Nothing } from './route.js';

/** Without I and O, which one reads as digits. */
export const codeLetters = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
export const codeLength = 6;
/** Letters of the Cyrillic keyboard that look like Latin ones. */
const alike: Readonly<Record<string, string>> = {
  ...{ А: 'A', В: 'B', Е: 'E', К: 'K', М: 'M', Н: 'H', Р: 'P', С: 'C', Т: 'T', У: 'Y', Х: 'X' },
  ...{ Ѕ: 'S', Ј: 'J' },
};

/** A code as it was typed: small letters, spaces and a Cyrillic keyboard do not matter. */
export function readCode(typed: string): string {
  return [...typed.toUpperCase().replaceAll(/[\s.-]/g, '')].map((letter) => alike[letter] ?? letter).join('');
}

/** The short code of a session, as it stands on the screen. */
export const SessionCode = z
  .string()
  .max(40)
  .transform(readCode)
  .pipe(z.string().regex(/^[A-HJ-NP-Z]{6}$/));

export const getSessionCode = defineRoute(
  'GET',
  '/events/:event/sessions/:session/code',
  'The short code by which one joins a session; the first who asks makes it',
  {
    guests: true,
    params: z.object({ event: Slug, session: Uuid }),
    answer: z.object({ code: z.string() }),
    problems: ['not_found'],
  },
);

/** Says where the code leads, which is no more than the programme says. */
export const findByCode = defineRoute('GET', '/join/:code', 'The session that a short code leads to', {
  access: 'anyone',
  guests: true,
  params: z.object({ code: SessionCode }),
  answer: z.object({ event: Slug, session: z.string(), title: LocalisedText }),
  problems: ['not_found', 'too_many_requests'],
});

/**
 * Comes in without registering, where the event lets guests in. Who is not signed in becomes a guest with a cookie of a
 * few days; who is signed in and not registered comes in as they are; to who is in already nothing happens.
 */
export const enterAsGuest = defineRoute('POST', '/events/:event/guests', 'Come in as a guest', {
  access: 'anyone',
  guests: true,
  params: z.object({ event: Slug }),
  body: z.object({
    /** Made by the browser and kept until the answer is there: the same key again is the same guest. */
    key: Uuid,
    name: line(120).optional(),
    language: Language.optional(),
    timeZone: TimeZone.optional(),
  }),
  answer: Nothing,
  problems: ['not_found', 'guests_not_let_in', 'too_many_requests'],
});
