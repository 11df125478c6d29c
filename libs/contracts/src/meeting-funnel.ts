import { z } from 'zod';
import { CountryCode, LocalisedText, Slug, Uuid } from './common.js';
import { outcomes } from './meetings.js';
import { defineRoute } from './route.js';

const Count = z.number().int().nonnegative();

/** How far requests come; each step is a part of the one before it. */
export const funnelSteps = ['requested', 'accepted', 'scheduled', 'held', 'outcome'] as const;
export type FunnelStep = (typeof funnelSteps)[number];
export const FunnelFigures = z.object({
  /** Requests, whatever became of them. */
  requested: Count,
  /** Those that were accepted, also if it was called off later. */
  accepted: Count,
  /** Those that were given a time, also if it was called off later. */
  scheduled: Count,
  /** Meetings that took place. */
  held: Count,
  /** Meetings that took place and of which at least one of the people has said what came of them. */
  outcome: Count,
});
export type FunnelFigures = z.infer<typeof FunnelFigures>;

/** Of some of the people: requests in which at least one of the two sides is of the group. */
const GroupFigures = FunnelFigures.extend({
  /** Requests by people of the group, and to them. */
  asked: Count,
  received: Count,
});
export type GroupFigures = z.infer<typeof GroupFigures>;

export const MeetingFunnel = z.object({
  total: FunnelFigures,
  /** What became of the requests that were not accepted. */
  ended: z.object({ open: Count, declined: Count, withdrawn: Count, expired: Count, cancelled: Count }),
  /** Meetings that were given a time and did not take place. */
  fell: z.object({ cancelled: Count, missed: Count }),
  /** Half of those accepted or declined were answered within so many minutes; null where none was. */
  medianAnswerMinutes: z.number().nonnegative().nullable(),
  /** What people said of held meetings, one word each. */
  outcomes: z.partialRecord(z.enum(outcomes), Count),
  /** Ratings of held meetings. */
  ratings: z.object({ count: Count, average: z.number().min(1).max(5).nullable() }),
  /**
   * Why requests were declined, equal reasons together; null: without a reason. The most frequent first. Words are
   * told that so many people have chosen that they are nobody's own: they were written to who asked.
   */
  reasons: z.array(z.object({ reason: z.string().nullable(), count: Count })),
  /** Declined with other words. */
  otherReasons: Count,
  categories: z.array(GroupFigures.extend({ category: Slug, label: LocalisedText })),
  countries: z.array(GroupFigures.extend({ country: CountryCode })),
  /** Those with the most requests, at most `mostOrganisations`. */
  organisations: z.array(GroupFigures.extend({ id: Uuid, name: z.string(), country: CountryCode })),
});
export type MeetingFunnel = z.infer<typeof MeetingFunnel>;
export const mostOrganisations = 500;

export const getMeetingFunnel = defineRoute(
  'GET',
  '/events/:event/meeting-funnel',
  'From requests to outcomes of meetings (organisers)',
  {
    params: z.object({ event: Slug }),
    answer: MeetingFunnel,
    problems: ['not_found', 'forbidden'],
  },
);
