import { z } from 'zod';
import { CountryCode, Instant, LocalisedText, Slug, Uuid } from './common.js';
import { HeldOutcome } from './report.js';
import { defineRoute } from './route.js';

const Count = z.number().int().nonnegative();

/** The figures of an event. Definitions are printed beside them, in the reader's language. */
export const Summary = z.object({
  /** People with a confirmed registration. */
  participants: Count,
  /** Distinct organisations of the participants. */
  organisations: Count,
  /** Participants who entered at least one session or meeting. */
  attended: Count,
  /** Who came in as a guest and has no role in the event; not among the participants. */
  guests: Count,
  countries: z.array(z.object({ country: CountryCode, participants: Count, organisations: Count })),
  categories: z.array(
    z.object({ category: Slug, label: LocalisedText, participants: Count, organisations: Count }),
  ),
  sessions: z.array(
    z.object({
      session: Uuid,
      title: LocalisedText,
      startsAt: Instant,
      attended: Count,
      asked: Count,
      approved: Count,
      answered: Count,
      votes: Count,
    }),
  ),
  questions: z.object({ asked: Count, approved: Count, answered: Count, votes: Count }),
  meetings: z.object({
    requested: Count,
    accepted: Count,
    held: Count,
    outcomes: z.object({ 'no-interest': Count, informative: Count, 'cooperation-possible': Count }),
  }),
});
export type Summary = z.infer<typeof Summary>;

/** A figure that everybody may see; null where it is of so few people that somebody might be recognised. */
const Shown = Count.nullable();
const PublicPart = { participants: Shown, organisations: Shown };
/** A summary as everybody sees it. For who organises the event nothing is left out. */
export const PublicSummary = Summary.extend({
  ...PublicPart,
  attended: Shown,
  guests: Shown,
  countries: z.array(z.object({ country: CountryCode, ...PublicPart })),
  categories: z.array(z.object({ category: Slug, label: LocalisedText, ...PublicPart })),
  sessions: z.array(Summary.shape.sessions.element.extend({ attended: Shown })),
  meetings: Summary.shape.meetings.extend({
    outcomes: z.object({ 'no-interest': Shown, informative: Shown, 'cooperation-possible': Shown }),
  }),
});
export type PublicSummary = z.infer<typeof PublicSummary>;

const EventParam = z.object({ event: Slug });
export const getSummary = defineRoute('GET', '/events/:event/summary', 'What came of the event', {
  access: 'anyone',
  params: EventParam,
  /** `public`: as everybody sees it, also for organisers, who otherwise get every figure. */
  query: z.object({ view: z.enum(['public']).optional() }),
  answer: z.object({
    summary: PublicSummary,
    /** What was expected, and what the organisers say came of it. */
    outcomes: z.array(HeldOutcome),
    publishedAt: Instant.nullable(),
  }),
  problems: ['not_found'],
});
export const publishSummary = defineRoute(
  'POST',
  '/events/:event/summary/publish',
  'Publish the summary and tell everybody',
  {
    params: EventParam,
    answer: z.object({ publishedAt: Instant }),
    problems: ['not_found', 'forbidden'],
  },
);
export const summaryPublished = z.object({ event: Uuid });
