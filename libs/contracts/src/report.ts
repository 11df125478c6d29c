import { z } from 'zod';
import { CountryCode, Instant, Language, LocalisedText, Slug, TimeZone, Uuid } from './common.js';
import { Task } from './exchange.js';
import { download } from './files.js';
import { PollKind, ratingSteps } from './polls.js';
import { defineRoute } from './route.js';

const Count = z.number().int().nonnegative();
/** From 1 to 5; null where nobody has rated. */
const Average = z.number().min(1).max(ratingSteps).nullable();

/** What each figure means, by the key under which the sentences stand in `report:definition`. */
export const reportDefinitions = [
  ...(['participants', 'organisations', 'attended', 'guests', 'session', 'peak', 'stay'] as const),
  ...(['questions', 'polls', 'satisfaction', 'meetings', 'outcomes', 'expected'] as const),
] as const;
export const ReportDefinition = z.enum(reportDefinitions);
export type ReportDefinition = z.infer<typeof ReportDefinition>;

export const outcomeVerdicts = ['reached', 'partly', 'not'] as const;
export const OutcomeVerdict = z.enum(outcomeVerdicts);
export type OutcomeVerdict = z.infer<typeof OutcomeVerdict>;
/** What was expected and published before, and what the organisers say came of it. */
export const HeldOutcome = z.object({
  expected: LocalisedText,
  verdict: OutcomeVerdict.nullable(),
  text: LocalisedText,
});
export type HeldOutcome = z.infer<typeof HeldOutcome>;

const People = z.object({ participants: Count, organisations: Count, attended: Count });
const Ratings = z.object({
  answers: Count,
  average: Average,
  /** How many gave 1, 2, … 5. */
  counts: z.array(Count).length(ratingSteps),
});
const ReportQuestions = z.object({
  asked: Count,
  /** Everybody could read them, answered ones among them. */
  published: Count,
  answered: Count,
  merged: Count,
  /** Set aside by moderators. */
  dismissed: Count,
  /** Nobody has looked at them. */
  waiting: Count,
  votes: Count,
});
export type ReportQuestions = z.infer<typeof ReportQuestions>;

export const ReportSession = z.object({
  session: Slug,
  title: LocalisedText,
  startsAt: Instant,
  endsAt: Instant,
  came: Count,
  peak: Count,
  averageMinutes: z.number().nonnegative(),
  questions: ReportQuestions,
  rating: Ratings,
  /** How many were in the room at equal steps of time from `from` on; empty where nobody came. */
  curve: z.object({ from: Instant, stepMinutes: z.number().int().positive(), present: z.array(Count) }),
});
export type ReportSession = z.infer<typeof ReportSession>;

export const ReportPoll = z.object({
  session: Slug,
  question: z.string(),
  kind: PollKind,
  answers: Count,
  /** Of a choice or a rating: each way to answer; of words the most frequent. Texts stay with the interactions. */
  results: z.array(z.object({ said: z.string(), count: Count })),
});
export type ReportPoll = z.infer<typeof ReportPoll>;

/** The report of an event: what came of it, in figures. The same data gives the same report, byte for byte. */
export const Report = z.object({
  foyer: z.literal('report/1'),
  event: z.object({
    slug: Slug,
    title: LocalisedText,
    startsAt: Instant,
    endsAt: Instant,
    timeZone: TimeZone,
    languages: z.array(Language),
  }),
  definitions: z.array(ReportDefinition),
  people: People.extend({ guests: Count, countries: Count }),
  categories: z.array(People.extend({ category: Slug, label: LocalisedText })),
  countries: z.array(People.extend({ country: CountryCode })),
  organisations: z.array(
    z.object({ name: z.string(), country: CountryCode, participants: Count, attended: Count }),
  ),
  sessions: z.array(ReportSession),
  questions: ReportQuestions,
  polls: z.array(ReportPoll),
  meetings: z.object({
    requested: Count,
    accepted: Count,
    declined: Count,
    held: Count,
    missed: Count,
    cancelled: Count,
    /** Different people with a meeting that was held. */
    people: Count,
    outcomes: z.object({ 'no-interest': Count, informative: Count, 'cooperation-possible': Count }),
  }),
  /** All ratings of sessions together: there is no other question about the event as a whole. */
  satisfaction: Ratings,
  outcomes: z.array(HeldOutcome),
});
export type Report = z.infer<typeof Report>;

const EventParam = z.object({ event: Slug });
const organising = ['not_found', 'forbidden'] as const;

export const getReport = defineRoute('GET', '/events/:event/report', 'The event’s report (organisers)', {
  params: EventParam,
  answer: Report,
  problems: [...organising],
});

/** An expectation with what is said about it, for who writes it. */
export const OutcomeToJudge = HeldOutcome.extend({
  /** Its place among the event's expected outcomes, from 0. */
  place: Count,
  /** 0 until something is written. */
  version: Count,
  /** The expectation has been put otherwise since somebody wrote about it. */
  reworded: z.boolean(),
});
export type OutcomeToJudge = z.infer<typeof OutcomeToJudge>;
export const listOutcomes = defineRoute(
  'GET',
  '/events/:event/report/outcomes',
  'Expected outcomes and what came of each (organisers)',
  {
    params: EventParam,
    answer: z.object({ outcomes: z.array(OutcomeToJudge) }),
    problems: [...organising],
  },
);
export const judgeOutcome = defineRoute(
  'PUT',
  '/events/:event/report/outcomes',
  'Say what came of an expected outcome',
  {
    params: EventParam,
    body: z.object({
      /** The expectation as the writer saw it: where it is no longer one of the event's, the words go nowhere. */
      expected: LocalisedText,
      verdict: OutcomeVerdict.nullable(),
      text: LocalisedText,
      version: Count,
    }),
    answer: OutcomeToJudge,
    problems: [...organising, 'invalid_input', 'edit_conflict'],
  },
);

const reportMediaTypes = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json',
} as const;
export const reportFormats = ['pdf', 'xlsx', 'json'] as const;
export const ReportFormat = z.enum(reportFormats);
export type ReportFormat = z.infer<typeof ReportFormat>;
/** How files of a format are sent. */
export const reportFiles: Record<ReportFormat, string> = reportMediaTypes;

export const exportReport = defineRoute(
  'POST',
  '/events/:event/report/exports',
  'Write the report into a file; it goes on while you do something else',
  {
    params: EventParam,
    body: z.object({
      format: ReportFormat,
      /** Of headings and sentences; the reader's unless given. */
      language: Language.optional(),
    }),
    answer: Task,
    status: 202,
    problems: [...organising, 'invalid_input'],
  },
);
export const getReportExport = defineRoute(
  'GET',
  '/events/:event/report/exports/:report',
  'A report that was written into a file; kept for a day',
  {
    params: EventParam.extend({ report: Uuid }),
    answer: download(Object.values(reportMediaTypes)),
    problems: [...organising],
  },
);
