import { z } from 'zod';
import { Instant, Language, LocalisedText, Slug, TimeZone } from './common.js';
import { Belonging } from './events.js';
import { download } from './files.js';
import { defineRoute } from './route.js';

const Count = z.number().int().nonnegative();

/** What a series is measured by. `new…`: who had not taken part in an earlier event of these. */
export const periodMeasures = [
  ...(['events', 'participants', 'organisations', 'countries', 'meetings'] as const),
  ...(['newPeople', 'newOrganisations'] as const),
] as const;
export const PeriodMeasure = z.enum(periodMeasures);
export type PeriodMeasure = z.infer<typeof PeriodMeasure>;

const Figures = z.object({
  participants: Count,
  organisations: Count,
  countries: Count,
  /** Held ones. */
  meetings: Count,
  newPeople: Count,
  newOrganisations: Count,
});
/** A target, and when it was set: one that was set after the first event is no promise. */
export const PeriodTarget = z.object({ measure: PeriodMeasure, target: Count, setAt: Instant });
export type PeriodTarget = z.infer<typeof PeriodTarget>;

/** Days, both included, by the clock of each event. */
const Period = z.object({ from: z.iso.date(), to: z.iso.date(), series: Slug.nullable() });

/** What several events of one organiser came to in a period, held against targets. */
export const PeriodReport = z.object({
  foyer: z.literal('period/1'),
  period: Period,
  events: z.array(
    Figures.extend({
      slug: Slug,
      title: LocalisedText,
      startsAt: Instant,
      endsAt: Instant,
      timeZone: TimeZone,
      /** Whether it is over; only then it counts. */
      held: z.boolean(),
    }),
  ),
  /** Each person, organisation and country once, however many events they took part in. */
  totals: Figures.extend({ events: Count }),
  targets: z.array(PeriodTarget),
});
export type PeriodReport = z.infer<typeof PeriodReport>;

const Asked = z
  .object({ from: z.iso.date(), to: z.iso.date(), series: Slug.optional() })
  .refine(({ from, to }) => from <= to, { error: 'ends before it begins', path: ['to'] });

export const getPeriodReport = defineRoute('GET', '/reports', 'What my events came to in a period', {
  query: Asked,
  answer: z.object({
    report: PeriodReport,
    /** The series that my events belong to. */
    series: z.array(Belonging.pick({ slug: true, name: true })),
  }),
  problems: ['invalid_input'],
});
export const setPeriodTargets = defineRoute('PUT', '/reports/targets', 'Set targets for a period', {
  body: Period.extend({ targets: z.partialRecord(PeriodMeasure, Count.max(10_000_000)) }).refine(
    ({ from, to }) => from <= to,
    { error: 'ends before it begins', path: ['to'] },
  ),
  answer: z.object({ targets: z.array(PeriodTarget) }),
  problems: ['invalid_input', 'forbidden'],
});
const mediaTypes = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json',
} as const;
export const periodFormats = ['xlsx', 'json'] as const;
/** How files of a format are sent. */
export const periodFiles: Record<(typeof periodFormats)[number], string> = mediaTypes;
export const getPeriodFile = defineRoute('GET', '/reports/file', 'The same as a file', {
  query: Asked.safeExtend({ format: z.enum(periodFormats), language: Language.optional() }),
  answer: download(Object.values(mediaTypes)),
  problems: ['invalid_input'],
});
