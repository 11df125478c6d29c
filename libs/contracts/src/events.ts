import { z } from 'zod';
import { Email, Instant, Language, LocalisedText, Slug, TimeZone, Uuid } from './common.js';
import { Colour } from './colour.js';
import { FileInfo, images, upload } from './files.js';
import { defineRoute, Nothing } from './route.js';

export const eventRoles = ['owner', 'organiser', 'moderator', 'speaker', 'attendee'] as const;
export const EventRole = z.enum(eventRoles);
export type EventRole = z.infer<typeof EventRole>;

/** What guests may do: `listen` is following what is public, `ask` is also voting, answering polls and asking. */
export const GuestRight = z.enum(['listen', 'ask']);
export type GuestRight = z.infer<typeof GuestRight>;
/** Whom an event lets into its live rooms besides those who are registered. */
export const guestSettings = ['off', 'listen', 'ask'] as const;
export const GuestSetting = z.enum(guestSettings);
export type GuestSetting = z.infer<typeof GuestSetting>;

/** Kinds of participants that the event knows: S1's clusters, associations, ministries … */
export const Category = z.object({
  key: Slug,
  label: LocalisedText,
  example: LocalisedText.optional(),
  /** No longer offered; who is in it stays. */
  hidden: z.boolean().optional(),
});
export type Category = z.infer<typeof Category>;

/** An address of the web that pages may link to: never `javascript:` or another scheme. */
export const WebAddress = z.url({ protocol: /^https?$/ }).max(500);
const Name = LocalisedText.refine((name) => Object.keys(name).length > 0, { error: 'a name is needed' });

export const partnerTiers = ['host', 'organiser', 'sponsor', 'media-partner', 'institution'] as const;
export const PartnerTier = z.enum(partnerTiers);
export type PartnerTier = z.infer<typeof PartnerTier>;

/** Who stands behind the event; shown by tier, within a tier in the organiser's order. */
export const EventPartner = z.object({
  name: Name,
  tier: PartnerTier,
  link: WebAddress.nullable(),
  /** A picture among the event's files. */
  logo: Uuid.nullable(),
});
export type EventPartner = z.infer<typeof EventPartner>;

/** A series ("third in a row") or a programme that the event belongs to; events with the same slug belong together. */
export const Belonging = z.object({ slug: Slug, name: Name, link: WebAddress.nullable() });
export type Belonging = z.infer<typeof Belonging>;

/** How an event looks and what stands around its programme. */
export const EventLook = z.object({
  /** `#rrggbb` as the organiser chose it; `accentOf` makes it readable. Null: Foyer's own. */
  colour: Colour.nullable(),
  /** A picture among the event's files. */
  logo: Uuid.nullable(),
  partners: z.array(EventPartner).max(200),
  series: Belonging.nullable(),
  programme: Belonging.nullable(),
  /** Where people meet in person, of an event that is also on site. */
  venue: LocalisedText.nullable(),
  /** The organisers' mailbox, for everybody to see. */
  contact: Email.nullable(),
  website: WebAddress.nullable(),
  /** Without the `#`. */
  hashtag: z
    .string()
    .regex(/^[\p{L}\p{M}\p{N}_]{1,60}$/u)
    .nullable(),
});
export type EventLook = z.infer<typeof EventLook>;

const EventDetails = EventLook.extend({
  title: LocalisedText,
  purpose: LocalisedText,
  startsAt: Instant,
  endsAt: Instant,
  timeZone: TimeZone,
  /** The first is the one that texts fall back to. */
  languages: z.array(Language).min(1),
  categories: z.array(Category).max(40),
  /** What the organisers expect to come of it; the summary holds results against it. */
  expectedOutcomes: z.array(LocalisedText).max(30),
});

export const Event = EventDetails.extend({
  id: Uuid,
  slug: Slug,
  state: z.enum(['draft', 'published']),
  guests: GuestSetting,
  summaryPublishedAt: Instant.nullable(),
});
export type Event = z.infer<typeof Event>;

/**
 * An event's own clock: `at` was the event's time when the server's was `real`, and it runs at `rate`.
 * Outside rehearsals both are the same and the rate is 1.
 */
export const EventClock = z.object({ at: Instant, real: Instant, rate: z.number().min(0).max(100_000) });
export type EventClock = z.infer<typeof EventClock>;

const EventParam = z.object({ event: Slug });

export const listEvents = defineRoute('GET', '/events', 'Published events, and mine', {
  access: 'anyone',
  answer: z.object({ events: z.array(Event) }),
});
export const createEvent = defineRoute('POST', '/events', 'Create an event', {
  body: EventDetails.partial({
    ...{ categories: true, expectedOutcomes: true, colour: true, logo: true, partners: true, series: true },
    ...{ programme: true, venue: true, contact: true, website: true, hashtag: true },
  }).extend({ slug: Slug }),
  answer: Event,
  status: 201,
  problems: ['conflict', 'forbidden'],
});
export const getEvent = defineRoute('GET', '/events/:event', 'One event', {
  access: 'anyone',
  params: EventParam,
  answer: Event.extend({ clock: EventClock }),
  problems: ['not_found'],
});
export const updateEvent = defineRoute('PATCH', '/events/:event', 'Change the event', {
  params: EventParam,
  // Categories are changed with the form, which knows who is in them.
  body: EventDetails.omit({ categories: true })
    .partial()
    .extend({
      state: z.enum(['draft', 'published']).optional(),
      guests: GuestSetting.optional(),
      /** Whether those who are registered are told of new times, and of it being called off; they are unless not wanted. */
      tell: z.boolean().optional(),
    }),
  answer: Event,
  problems: ['not_found', 'forbidden'],
});
/** Asked before new times are saved, and before an event is hidden or shown again. */
export const checkEventTimes = defineRoute(
  'GET',
  '/events/:event/times',
  'Who would be told of these times, and what lies outside of them (organisers)',
  {
    params: EventParam,
    query: z.object({ startsAt: Instant, endsAt: Instant }),
    answer: z.object({
      /** Nobody of an event that is over, nor of a draft, but for those who were told that it is called off. */
      told: z.number().int(),
      /** What stays where it is, though the event does not. */
      outside: z.object({
        sessions: z.number().int(),
        blocks: z.number().int(),
        meetings: z.number().int(),
      }),
    }),
    problems: ['not_found', 'forbidden', 'invalid_input'],
  },
);
/** A picture for the logo or a partner's: shown to everybody once the event names it, gone after a day if it never does. */
export const uploadEventPicture = defineRoute(
  'POST',
  '/events/:event/pictures',
  'Upload a picture for the event’s page',
  {
    params: EventParam,
    body: upload(images),
    answer: FileInfo,
    status: 201,
    problems: ['not_found', 'forbidden', 'file_type', 'file_too_large', 'image_too_large'],
  },
);
export const getMyPlace = defineRoute('GET', '/events/:event/me', 'My roles in the event', {
  access: 'anyone',
  guests: true,
  params: EventParam,
  answer: z.object({
    roles: z.array(EventRole),
    /** What the event lets one do who has no role in it and came in as a guest. */
    guest: GuestRight.nullable(),
    /** The person's own id, for the names of personal streams. */
    person: Uuid.nullable(),
  }),
  problems: ['not_found'],
});

/** Rehearsals set an event's clock; demo mode and organisers only. */
export const setEventClock = defineRoute('PUT', '/events/:event/clock', 'Set the clock of a rehearsal', {
  access: 'demo',
  params: EventParam,
  body: z.object({ at: Instant, rate: z.number().min(0).max(100_000) }),
  answer: EventClock,
  problems: ['not_found', 'forbidden'],
});

/** The event's times have changed, or its clock, or whether it is public. */
export const eventMoved = z.object({ event: Uuid });
/** Those who are registered are to hear of new times, or of whether it takes place. Told in batches. */
export const eventRescheduled = z.object({
  event: Uuid,
  /** As it was before. */
  was: z.object({ startsAt: Instant, endsAt: Instant, published: z.boolean() }),
  /** Registrations up to this one have been told. */
  after: Uuid.nullable(),
});
export const clearEventClock = defineRoute(
  'DELETE',
  '/events/:event/clock',
  'Give the event the time of day again',
  {
    access: 'demo',
    params: EventParam,
    answer: Nothing,
    problems: ['not_found', 'forbidden'],
  },
);
