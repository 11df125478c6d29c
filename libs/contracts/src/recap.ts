import { z } from 'zod';
import { CountryCode, Instant, LocalisedText, Slug, Uuid } from './common.js';
import { Material } from './materials.js';
import { ContactCard } from './meeting-after.js';
import { Outcome } from './meetings.js';
import { QuestionId, QuestionState } from './qa.js';
import { Report, ReportSession } from './report.js';
import { defineRoute } from './route.js';

const Count = z.number().int().nonnegative();
const InSession = { session: Slug, title: LocalisedText, startsAt: Instant };

/** A rating is told once so many have given one: of fewer a speaker could guess who gave what. */
export const fewestRatings = 5;

/** What an event was to one person. */
export const Recap = z.object({
  /** Whom I met, by time, and what I said of it. */
  met: z.array(
    z.object({
      meeting: Uuid,
      startsAt: Instant,
      name: z.string(),
      organisation: z.string(),
      country: CountryCode,
      outcome: Outcome.nullable(),
      note: z.string(),
    }),
  ),
  /** Whom I wanted to get back to, and on which day by my own clock; the earliest first. */
  followUps: z.array(
    z.object({
      meeting: Uuid,
      on: z.iso.date(),
      people: z.array(z.object({ name: z.string(), organisation: z.string() })),
      note: z.string(),
    }),
  ),
  /** Cards of those with whom I have exchanged contacts, by name. */
  contacts: z.array(z.object({ person: Uuid, card: ContactCard })),
  /** What I asked, with what became of it. Of a question that was united with another, that other one's answer. */
  questions: z.array(
    z.object({
      ...InSession,
      id: QuestionId,
      text: z.string(),
      state: QuestionState,
      votes: Count,
      /** The answer in writing, where there is one. */
      reply: z.string().nullable(),
    }),
  ),
  /** Sessions that I came to or had starred, with what there is to read and watch of each. */
  sessions: z.array(
    z.object({ ...InSession, came: z.boolean(), starred: z.boolean(), materials: z.array(Material) }),
  ),
  /** Sessions that I spoke in; empty for who spoke in none. */
  spoken: z.array(
    ReportSession.pick({
      ...({ session: true, title: true, startsAt: true, endsAt: true } as const),
      ...({ came: true, peak: true, averageMinutes: true, curve: true } as const),
    }).extend({
      /** What everybody could read, and what was assigned to me; answered ones last. */
      questions: z.array(
        z.object({
          id: QuestionId,
          text: z.string(),
          answered: z.boolean(),
          votes: Count,
          forMe: z.boolean(),
        }),
      ),
      /** Null where fewer than `fewestRatings` have rated. */
      rating: Report.shape.satisfaction.nullable(),
    }),
  ),
});
export type Recap = z.infer<typeof Recap>;

export const getMyRecap = defineRoute('GET', '/events/:event/recap', 'What the event was to me', {
  params: z.object({ event: Slug }),
  answer: Recap,
  problems: ['not_found', 'not_registered'],
});
