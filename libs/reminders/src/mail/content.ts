import {
  builtInFields,
  changeKinds,
  Instant,
  Language,
  LocalisedText,
  LongText,
  registrationNotices,
  reminderKinds,
  TimeZone,
  Uuid,
} from '@foyer/contracts';
import { z } from 'zod';

const Times = { startsAt: Instant, endsAt: Instant };
/** The event that a mail belongs to, as it was when the mail was queued. */
export const AboutEvent = z.object({
  slug: z.string(),
  title: LocalisedText,
  timeZone: TimeZone,
  /** Its first language, which readers fall back to; absent in what was queued before mails kept it. */
  language: Language.optional(),
  ...Times,
});
export type AboutEvent = z.infer<typeof AboutEvent>;

/** The other person of a request or a meeting. */
export const Other = z.object({ name: z.string(), organisation: z.string() });
export type Other = z.infer<typeof Other>;

/** What the entry is called by in calendars, and the how-manieth version this is. */
const Entry = z.object({ uid: z.string(), sequence: z.number().int() });
/** Its number, and what it is called where it has a name; absent in what was queued before mails kept that. */
const Table = { table: z.number().int().nullable(), tableName: z.string().nullish() };
const Meeting = z.object({ id: Uuid, other: Other, ...Table, ...Times });

/** One thing that somebody is reminded of. */
export const ReminderItem = z.object({
  kind: z.enum(reminderKinds),
  ref: Uuid,
  ...Times,
  event: AboutEvent,
  other: Other.nullable(),
  session: z.object({ slug: z.string(), title: LocalisedText }).nullable(),
  /** Of a profile: what it lacks. */
  missing: z.object({ fields: z.array(z.enum(builtInFields)), questions: z.array(LocalisedText) }).optional(),
  /** Of whoever is asked how it was: what they have said nothing of yet. */
  silent: z
    .object({
      meetings: z.number().int(),
      sessions: z.array(z.object({ slug: z.string(), title: LocalisedText })),
    })
    .optional(),
});
export type ReminderItem = z.infer<typeof ReminderItem>;

/** What can become of a request, beside a meeting. */
export const requestNews = [
  'countered',
  'offered',
  'agreed',
  'declined',
  'expired',
  'calledOff',
  'refused',
] as const;

/** What can become of an event: `off` is hidden, `back` is shown again. */
export const eventNews = ['moved', 'off', 'back'] as const;

/** What a mail says, as data: rendered in the recipient's language when it goes out. */
export const MailContent = z.discriminatedUnion('about', [
  z.object({
    about: z.literal('confirmed'),
    event: AboutEvent,
    registration: Uuid,
    entry: Entry,
    /** From the line. */
    promoted: z.boolean().optional(),
  }),
  z.object({
    about: z.literal('place'),
    event: AboutEvent,
    registration: Uuid,
    what: z.enum(registrationNotices),
    /** In the line, when it was last looked at. */
    position: z.number().int().nullable(),
    reason: z.string().nullable(),
    /** Where the event was put into calendars and has to leave them. */
    entry: Entry.optional(),
  }),
  z.object({
    about: z.literal('event-moved'),
    event: AboutEvent,
    registration: Uuid,
    what: z.enum(eventNews),
    /** What the reader was told last, where the times are others now. */
    before: z.object(Times).nullable(),
    entry: Entry,
  }),
  z.object({
    about: z.literal('invitation'),
    event: AboutEvent,
    invitation: Uuid,
    /** Which link it carries, see `invitationToken`. */
    version: z.number().int(),
    message: LocalisedText.nullable(),
    reminder: z.boolean(),
    answerUntil: Instant.nullable(),
  }),
  z.object({ about: z.literal('reminders'), items: z.array(ReminderItem).min(1) }),
  z.object({
    about: z.literal('requested'),
    event: AboutEvent,
    request: Uuid,
    other: Other,
    message: z.string().nullable(),
    /** The organisation that is asked, where it is not the reader alone. */
    organisation: z.string().optional(),
    /** What would suit. */
    times: z.array(z.object(Times)).optional(),
  }),
  z.object({
    about: z.literal('request-news'),
    event: AboutEvent,
    request: Uuid,
    what: z.enum(requestNews),
    other: Other,
    /** What is proposed now; of a meeting that was refused, when it would have been. */
    times: z.array(z.object(Times)),
    reason: z.string().nullable(),
  }),
  z.object({ about: z.literal('booked'), event: AboutEvent, meeting: Meeting, entry: Entry }),
  /** Somebody waits for the reader in a meeting that has begun. */
  z.object({ about: z.literal('called'), event: AboutEvent, meeting: Meeting }),
  z.object({
    about: z.literal('cancelled'),
    event: AboutEvent,
    meeting: Meeting,
    byRecipient: z.boolean(),
    /** The others meet without the reader. */
    left: z.boolean().optional(),
    /** Absent where it was in nobody's calendar. */
    entry: Entry.optional(),
  }),
  z.object({
    about: z.literal('schedule'),
    event: AboutEvent,
    /** All of the reader's that are to come, and those that were taken out. */
    meetings: z.array(
      z.object({
        id: Uuid,
        /** What the schedule has done to it; null where it stands as before. */
        change: z.enum(['booked', 'moved', 'removed']).nullable(),
        others: z.array(Other),
        ...Table,
        ...Times,
        uid: z.string(),
        sequence: z.number().int(),
      }),
    ),
    /** With whom no time was found. */
    waiting: z.array(Other),
    more: z.number().int(),
  }),
  /** Somebody whom the reader has met offers their contact; or gives it, since the reader has. */
  z.object({
    about: z.literal('contact'),
    event: AboutEvent,
    /** Null of whoever has had themselves erased since. */
    person: Uuid.nullable(),
    other: Other,
    what: z.enum(['offered', 'exchanged']),
  }),
  z.object({ about: z.literal('summary'), event: AboutEvent }),
  z.object({
    about: z.literal('message'),
    event: AboutEvent,
    message: z.string(),
    /** To whoever has written it. */
    test: z.boolean().optional(),
    /** Looked up when it goes out: thousands of rows need not hold the same words. */
    words: z
      .object({
        subject: LocalisedText,
        body: LongText,
        organisation: z.string(),
        replyTo: z.string().nullable(),
        test: z.boolean(),
      })
      .optional(),
  }),
  z.object({
    about: z.literal('speaker-claim'),
    event: AboutEvent,
    /** Its link is worked out when the letter is written. */
    claim: Uuid,
  }),
  z.object({
    about: z.literal('speaker-reviewed'),
    event: AboutEvent,
    accepted: z.boolean(),
    note: z.string().nullable(),
  }),
  z.object({
    about: z.literal('agenda-changed'),
    event: AboutEvent,
    /** What the release is called; absent in what was queued before it was told. */
    name: LocalisedText.optional(),
    note: LocalisedText.nullable(),
    items: z
      .array(
        z.object({
          session: Uuid,
          kind: z.enum(changeKinds),
          /** Why it concerns the reader. */
          part: z.enum(['stage', 'starred']),
          title: LocalisedText,
          ...Times,
          before: z.object(Times).nullable(),
          /** The reader has a meeting then. */
          clash: z.boolean(),
        }),
      )
      .min(1),
    /** How many more there are. */
    more: z.number().int(),
  }),
]);
export type MailContent = z.infer<typeof MailContent>;
export type ContentAbout<A extends MailContent['about']> = Extract<MailContent, { about: A }>;
