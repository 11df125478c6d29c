import { z } from 'zod';
import { Slug } from './common.js';
import { defineRoute } from './route.js';

const count = z.number().int().min(0).max(1_000);

/** Limits of one category; null where the event's hold. */
export const CategoryCap = z.object({
  category: Slug,
  openRequests: count.nullable(),
  meetings: count.nullable(),
});

/** Who may ask whom to meet, and how much of it. */
export const MeetingRules = z.object({
  /** After so many hours without an answer a request expires. */
  answerHours: z.number().int().min(1).max(8_760),
  /** So many requests of one person may wait for an answer at once. */
  openRequests: count,
  /** So many meetings may one person have; null where there is no limit. */
  meetings: count.nullable(),
  /** People of the first category may not ask those of the second. All others may. */
  forbidden: z.array(z.object({ asks: Slug, asked: Slug })).max(1_600),
  caps: z.array(CategoryCap).max(40),
});
export type MeetingRules = z.infer<typeof MeetingRules>;

/** What holds in an event whose organisers have said nothing. */
export const defaultRules: MeetingRules = {
  answerHours: 72,
  openRequests: 30,
  meetings: null,
  forbidden: [],
  caps: [],
};

const params = z.object({ event: Slug });
export const getMeetingRules = defineRoute(
  'GET',
  '/events/:event/meeting-rules',
  'Who may ask whom to meet (organisers)',
  { params, answer: MeetingRules, problems: ['not_found', 'forbidden'] },
);
export const updateMeetingRules = defineRoute(
  'PATCH',
  '/events/:event/meeting-rules',
  'Change who may ask whom to meet; what is left out stays (organisers)',
  { params, body: MeetingRules.partial(), answer: MeetingRules, problems: ['not_found', 'forbidden'] },
);
