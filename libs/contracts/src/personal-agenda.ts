import { z } from 'zod';
import { Slug, Uuid } from './common.js';
import { download } from './files.js';
import { defineRoute, Nothing } from './route.js';
import { defineStream } from './stream.js';

const EventParam = z.object({ event: Slug });
const calendarFile = download(['text/calendar']);

/** Says the wanted state: a repeat is harmless. */
export const starSession = defineRoute(
  'PUT',
  '/events/:event/sessions/:session/star',
  'Put a session into my agenda, or take it out',
  {
    params: EventParam.extend({ session: Uuid }),
    body: z.object({ starred: z.boolean() }),
    answer: z.object({ starred: z.boolean() }),
    problems: ['not_found'],
  },
);
/** On all devices of the person at once. */
export const starsStream = defineStream(
  'stars/{event}/{person}',
  'The sessions that one person has starred',
  {
    params: z.object({ event: Uuid, person: Uuid }),
    entries: { star: z.object({ starred: z.literal(true) }) },
  },
);

export const getSessionCalendar = defineRoute(
  'GET',
  '/events/:event/sessions/:session/calendar.ics',
  'One session for a calendar (RFC 5545)',
  {
    access: 'anyone',
    params: EventParam.extend({ session: Slug }),
    answer: calendarFile,
    problems: ['not_found'],
  },
);
export const getMyCalendar = defineRoute(
  'GET',
  '/events/:event/my-agenda.ics',
  'My agenda for a calendar: starred sessions, talks, meetings',
  { params: EventParam, answer: calendarFile, problems: ['not_found'] },
);

/** An address that calendar programs read again and again; whoever has it can read it, until it is revoked. */
export const CalendarFeed = z.object({ url: z.string().nullable() });
export const getCalendarFeed = defineRoute('GET', '/events/:event/calendar-feed', 'The address of my feed', {
  params: EventParam,
  answer: CalendarFeed,
  problems: ['not_found'],
});
/** A new address; one that was given before no longer works. */
export const renewCalendarFeed = defineRoute(
  'POST',
  '/events/:event/calendar-feed',
  'Give my feed a new address',
  { params: EventParam, answer: CalendarFeed, problems: ['not_found'] },
);
export const revokeCalendarFeed = defineRoute(
  'DELETE',
  '/events/:event/calendar-feed',
  'End my feed: its address no longer works',
  { params: EventParam, answer: Nothing, problems: ['not_found'] },
);
export const readCalendarFeed = defineRoute('GET', '/calendar/:token', 'A person’s feed, by its address', {
  access: 'anyone',
  params: z.object({ token: z.string().min(20).max(120) }),
  answer: calendarFile,
  problems: ['not_found'],
});
