import { ratingSteps, type Language, type LocalisedText, type Report } from '@foyer/contracts';
import {
  formatDays,
  formatRange,
  formatTime,
  i18nFor,
  loadCountries,
  localised,
  zoneCity,
} from '@foyer/locales';
import type { Table, TableCell } from '../formats/tables.js';

/** A curve over the time of a session, for drawing; `label` says it in words. */
export interface ReportCurve {
  title: string;
  label: string;
  present: readonly number[];
  /** By the event's clock, of each point. */
  times: readonly string[];
}
/** A report in one language, for whoever writes it down: what is said in which order, not how it looks. */
export interface ReportDocument {
  language: Language;
  title: string;
  /** The event's title, days and zone. */
  event: { title: string; when: string; endsAt: string };
  intro: string;
  figuresTitle: string;
  figures: readonly { label: string; value: string }[];
  sections: readonly ReportSection[];
  definitions: { title: string; items: readonly string[] };
  /** What is said below a table of which only the first rows are shown. */
  cut: (shown: number, all: number) => string;
}
export interface ReportSection {
  title: string;
  /** What is said where there is nothing to show, or beside a table. */
  text?: string;
  table?: Table;
  curves?: readonly ReportCurve[];
  /** The words above a column of a workbook that has no table: curves as rows. */
  heads?: { title: string; columns: readonly [string, string, string] };
}

/** The sentences and tables of a report, in a language. Numbers stay numbers. */
export async function reportDocument(report: Report, language: Language): Promise<ReportDocument> {
  const t = (await i18nFor(language)).getFixedT(null, 'report');
  const countries = await loadCountries(language);
  const fallback = report.event.languages[0];
  const say = (text: LocalisedText): string => localised(text, language, fallback);
  const { timeZone, startsAt, endsAt } = report.event;
  const reader = { language, timeZone };
  const country = (code: string): string => countries[code] ?? code;
  const titles = new Map(report.sessions.map(({ session, title }) => [session, say(title)]));
  const table = (
    key: string,
    name: string,
    heads: readonly [string, number][],
    rows: TableCell[][],
  ): Table => ({
    ...{ key, name, rows },
    columns: heads.map(([title, width]) => ({ title, width })),
  });
  const people = (head: string): [string, number][] => [
    [head, 40],
    [t('column.participants'), 14],
    [t('column.organisations'), 14],
    [t('column.attended'), 12],
  ];
  const steps = ['requested', 'accepted', 'declined', 'held', 'missed', 'cancelled', 'people'] as const;
  const said = ['cooperation-possible', 'informative', 'no-interest'] as const;
  const asked = ['asked', 'published', 'answered', 'merged', 'dismissed', 'waiting', 'votes'] as const;
  const sums = (await i18nFor(language)).getFixedT(null, 'summary');
  const outcome = {
    'cooperation-possible': 'cooperation',
    informative: 'informative',
    'no-interest': 'none',
  } as const;
  const average = ({ average: mean, answers }: Report['satisfaction']): string =>
    mean === null
      ? t('noRatings')
      : t('average', { average: decimal(mean, language), most: ratingSteps, answers });
  const section = (title: string, full: boolean, empty: string, shown: Table): ReportSection =>
    full ? { title, table: shown } : { title, text: empty };
  const { people: all, meetings } = report;
  return {
    ...{ language, title: t('of', { title: say(report.event.title) }), intro: t('intro') },
    event: {
      title: say(report.event.title),
      when: `${formatDays(startsAt, endsAt, reader)} · ${zoneCity(timeZone, language)}`,
      endsAt,
    },
    figuresTitle: t('section.figures'),
    figures: [
      { label: t('figure.participants'), value: String(all.participants) },
      { label: t('figure.organisations'), value: String(all.organisations) },
      { label: t('figure.countries'), value: String(all.countries) },
      { label: t('figure.attended'), value: String(all.attended) },
      ...(all.guests > 0 ? [{ label: t('figure.guests'), value: String(all.guests) }] : []),
      { label: t('figure.asked'), value: String(report.questions.asked) },
      { label: t('figure.answered'), value: String(report.questions.answered) },
      { label: t('figure.held'), value: String(meetings.held) },
      {
        label: t('figure.rating'),
        value: report.satisfaction.average === null ? '–' : decimal(report.satisfaction.average, language),
      },
    ],
    sections: [
      section(
        t('section.categories'),
        all.participants > 0,
        t('none.participants'),
        table(
          ...(['categories', t('section.categories'), people(t('column.category'))] as const),
          report.categories.map((row) => [say(row.label), row.participants, row.organisations, row.attended]),
        ),
      ),
      section(
        t('section.countries'),
        all.participants > 0,
        t('none.participants'),
        table(
          ...(['countries', t('section.countries'), people(t('column.country'))] as const),
          report.countries.map((row) => [
            ...[country(row.country), row.participants, row.organisations, row.attended],
          ]),
        ),
      ),
      section(
        t('section.sessions'),
        report.sessions.length > 0,
        t('none.sessions'),
        table(
          'sessions',
          t('section.sessions'),
          [
            [t('column.session'), 36],
            [t('column.when'), 22],
            [t('column.came'), 10],
            [t('column.peak'), 12],
            [t('column.stay'), 12],
            [t('column.asked'), 10],
            [t('column.answered'), 12],
            [t('column.rating'), 10],
          ],
          report.sessions.map((row) => [
            ...[say(row.title), formatRange(row.startsAt, row.endsAt, reader), row.came, row.peak],
            ...[row.averageMinutes, row.questions.asked, row.questions.answered, row.rating.average],
          ]),
        ),
      ),
      ...curvesOf(report, t('section.curves'), [t('column.session'), t('column.time'), t('column.present')], {
        ...{ timeZone, say },
        label: (title, came, peak) => t('curve', { title, came, peak }),
      }),
      {
        title: t('section.questions'),
        table: table(
          'questions',
          t('section.questions'),
          [
            [t('column.what'), 40],
            [t('column.count'), 12],
          ],
          asked.map((key) => [t(`question.${key}`), report.questions[key]]),
        ),
      },
      section(
        t('section.polls'),
        report.polls.length > 0,
        t('none.polls'),
        table(
          'polls',
          t('section.polls'),
          [
            [t('column.session'), 28],
            [t('column.poll'), 36],
            [t('column.answer'), 30],
            [t('column.count'), 10],
            [t('column.share'), 10],
          ],
          report.polls.flatMap(({ session, question, answers, results }) =>
            (results.length ? results : [{ said: '–', count: answers }]).map(({ said: one, count }) => [
              ...[titles.get(session) ?? session, question, one, count],
              answers === 0 ? '–' : `${Math.round((count / answers) * 100)} %`,
            ]),
          ),
        ),
      ),
      section(
        t('section.meetings'),
        meetings.requested > 0,
        t('none.meetings'),
        table(
          'meetings',
          t('section.meetings'),
          [
            [t('column.step'), 40],
            [t('column.count'), 12],
          ],
          steps.map((key) => [t(`meeting.${key}`), meetings[key]]),
        ),
      ),
      ...(said.some((key) => meetings.outcomes[key] > 0)
        ? [
            {
              title: t('section.said'),
              table: table(
                'outcomes',
                t('section.said'),
                [
                  [t('column.answer'), 40],
                  [t('column.count'), 12],
                ],
                said.map((key) => [sums(`meetings.${outcome[key]}`), meetings.outcomes[key]]),
              ),
            },
          ]
        : []),
      {
        title: t('section.satisfaction'),
        text: average(report.satisfaction),
        ...(report.satisfaction.answers > 0
          ? {
              table: table(
                'satisfaction',
                t('section.satisfaction'),
                [
                  [t('column.stars'), 20],
                  [t('column.ratings'), 12],
                ],
                report.satisfaction.counts.map((count, step) => [String(step + 1), count]).reverse(),
              ),
            }
          : {}),
      },
      section(
        t('section.expected'),
        report.outcomes.length > 0,
        t('none.expected'),
        table(
          'expected',
          t('section.expected'),
          [
            [t('column.expected'), 40],
            [t('column.verdict'), 18],
            [t('column.text'), 60],
          ],
          report.outcomes.map(({ expected, verdict, text }) => [
            ...[say(expected), t(`verdict.${verdict ?? 'open'}`), say(text)],
          ]),
        ),
      ),
      section(
        t('section.organisations'),
        report.organisations.length > 0,
        t('none.participants'),
        table(
          'organisations',
          t('section.organisations'),
          [
            [t('column.organisation'), 44],
            [t('column.country'), 22],
            [t('column.participants'), 14],
            [t('column.attended'), 12],
          ],
          report.organisations.map((row) => [row.name, country(row.country), row.participants, row.attended]),
        ),
      ),
    ],
    cut: (shown, number) => t('cut', { shown, number }),
    definitions: {
      title: t('section.definitions'),
      items: report.definitions.map((key) => t(`definition.${key}`)),
    },
  };
}

interface CurveWords {
  timeZone: string;
  say: (text: LocalisedText) => string;
  label: (title: string, came: number, peak: number) => string;
}

function curvesOf(
  report: Report,
  title: string,
  columns: readonly [string, string, string],
  { timeZone, say, label }: CurveWords,
): ReportSection[] {
  const curves = report.sessions.flatMap(({ title: session, came, peak, curve }): ReportCurve[] => {
    if (curve.present.length === 0) return [];
    const [from, step] = [Date.parse(curve.from), curve.stepMinutes * 60_000];
    return [
      {
        ...{ title: say(session), label: label(say(session), came, peak), present: curve.present },
        times: curve.present.map((_, place) => formatTime(new Date(from + place * step), timeZone)),
      },
    ];
  });
  return curves.length ? [{ title, curves, heads: { title, columns } }] : [];
}

/** With the sign that the language puts before decimals. */
function decimal(value: number, language: Language): string {
  const text = value.toFixed(1);
  return language === 'en' ? text : text.replace('.', ',');
}
