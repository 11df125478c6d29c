import { z } from 'zod';
import { CountryCode, Instant, LocalisedText, Slug, Uuid } from './common.js';
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

const EventParam = z.object({ event: Slug });
export const getSummary = defineRoute('GET', '/events/:event/summary', 'What came of the event', {
  access: 'anyone',
  params: EventParam,
  answer: z.object({ summary: Summary, publishedAt: Instant.nullable() }),
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
