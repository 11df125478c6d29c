import { z } from 'zod';
import { countryCodes } from './countries.js';

/** The languages of the interface, of mail, calendar and reports (BCP 47). */
export const languages = ['en', 'az', 'ka', 'uk', 'lt', 'ro'] as const;
export const Language = z.enum(languages);
export type Language = z.infer<typeof Language>;

/** An instant, UTC, RFC 3339. */
export const Instant = z.iso.datetime({ offset: true });

/** An IANA time zone that this runtime knows, such as `Asia/Tbilisi`. */
export const TimeZone = z
  .string()
  .max(64)
  .refine((zone) => isTimeZone(zone), { error: 'unknown time zone' });

/** ISO 3166-1 alpha-2, and XK for Kosovo. */
export const CountryCode = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .refine((code) => countryCodes.has(code), { error: 'unknown country' });

/** In small letters, as ids stand in names of streams and everywhere else. */
export const Uuid = z.uuid().toLowerCase();
export const Slug = z
  .string()
  .min(2)
  .max(80)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
export const Email = z.email().max(254).toLowerCase();

/** One line of a person's words: trimmed, without control characters and half characters (PostgreSQL keeps neither). */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    // oxlint-disable-next-line no-control-regex -- control characters are what is refused here
    .regex(/^[^\u0000-\u001f\u007f\p{Surrogate}]*$/u);
/** Several lines of a person's words. */
export const text = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    // oxlint-disable-next-line no-control-regex -- line feeds and tabs are kept, other control characters refused
    .regex(/^[^\u0000-\u0008\u000b-\u001f\u007f\p{Surrogate}]*$/u);

/**
 * Like `text`, as files bring it, too: with the line ends of any system. Nothing that PostgreSQL or XML cannot hold.
 */
const paragraphs = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    // oxlint-disable-next-line no-control-regex -- line ends and tabs are kept, other control characters refused
    .regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\p{Surrogate}]*$/u);
/** PostgreSQL takes every text but these. */
// oxlint-disable-next-line no-control-regex -- NUL is what is refused here
export const storable = /^[^\u0000\p{Surrogate}]*$/u;
/** What somebody looks for; of what can be looked for at all. */
export const search = (max: number, min = 0) => z.string().trim().min(min).max(max).regex(storable);

/** A text in some of the languages; readers get their own, else the event's first, else whatever is there. */
export const LocalisedText = z.partialRecord(Language, paragraphs(2_000));
export type LocalisedText = z.infer<typeof LocalisedText>;
/** The same for what people read at length: abstracts, biographies. */
export const LongText = z.partialRecord(Language, paragraphs(20_000));

/** What a page of a list may be asked for. */
export const Page = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  after: search(200).optional(),
});

/** Asking the runtime is slow, and a table of people names few zones thousands of times. */
const knownZones = new Set<string>();

function isTimeZone(zone: string): boolean {
  if (knownZones.has(zone)) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
  } catch {
    return false;
  }
  // What the runtime knows is a finite list, however many spellings are tried: its names are matched without case.
  if (knownZones.size < 2_000) knownZones.add(zone);
  return true;
}
