import { z } from 'zod';
import { Instant, Language, LocalisedText, Slug, TimeZone, Uuid } from './common.js';
import { defineRoute, Nothing } from './route.js';

export const eventRoles = ['owner', 'organiser', 'moderator', 'speaker', 'attendee'] as const;
export const EventRole = z.enum(eventRoles);
export type EventRole = z.infer<typeof EventRole>;

/** Kinds of participants that the event knows: S1's clusters, associations, ministries … */
export const Category = z.object({
  key: Slug,
  label: LocalisedText,
  example: LocalisedText.optional(),
});
export type Category = z.infer<typeof Category>;

const EventDetails = z.object({
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
  body: EventDetails.partial({ categories: true, expectedOutcomes: true }).extend({ slug: Slug }),
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
  body: EventDetails.partial().extend({ state: z.enum(['draft', 'published']).optional() }),
  answer: Event,
  problems: ['not_found', 'forbidden'],
});
export const getMyPlace = defineRoute('GET', '/events/:event/me', 'My roles in the event', {
  access: 'anyone',
  params: EventParam,
  answer: z.object({
    roles: z.array(EventRole),
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
