import { z } from 'zod';
import { Instant, LocalisedText, Slug, Uuid } from './common.js';
import { defineRoute } from './route.js';

const Count = z.number().int().nonnegative();

/** Who came to a session, in figures. */
export const SessionAttendance = z.object({
  session: Uuid,
  title: LocalisedText,
  startsAt: Instant,
  endsAt: Instant,
  /** Different people who were in its room at any time. */
  came: Count,
  /** Most at the same time, and since when; null where nobody came. */
  peak: Count,
  peakAt: Instant.nullable(),
  /** Minutes that those who came stayed, on average. */
  averageMinutes: z.number().nonnegative(),
});
export type SessionAttendance = z.infer<typeof SessionAttendance>;

/** How many were in the room, at equal steps of time. */
export const AttendanceCurve = z.object({
  session: Uuid,
  stepMinutes: z.number().int().positive(),
  points: z.array(z.object({ at: Instant, present: Count })),
});
export type AttendanceCurve = z.infer<typeof AttendanceCurve>;

export const listAttendance = defineRoute(
  'GET',
  '/events/:event/attendance',
  'Who came to which session, in figures (organisers)',
  {
    params: z.object({ event: Slug }),
    answer: z.object({ sessions: z.array(SessionAttendance) }),
    problems: ['not_found', 'forbidden'],
  },
);
export const getAttendanceCurve = defineRoute(
  'GET',
  '/events/:event/attendance/:session',
  'How many were in a session’s room, over its time (organisers)',
  {
    params: z.object({ event: Slug, session: Uuid }),
    answer: AttendanceCurve,
    problems: ['not_found', 'forbidden'],
  },
);
