import {
  funnelSteps,
  type GroupFigures,
  type Language,
  type ListFormat,
  type MeetingFunnel,
} from '@foyer/contracts';
import { i18nFor, loadCountries, localised } from '@foyer/locales';
import { Person } from '@foyer/people';
import { Database, type Call } from '@foyer/platform';
import { FunnelQueries } from '@foyer/summary';
import { Inject, Injectable } from '@nestjs/common';
import { writeCsv } from './formats/csv.js';
import { WallTime, writeTablesWorkbook, type Table, type TableCell } from './formats/tables.js';

type Say = (key: string) => string;
const groupColumns = ['requested', 'asked', 'received', ...funnelSteps.slice(1)] as const;

/** From requests to outcomes as a file for organisers, in the words of whoever asks for it. */
@Injectable()
export class FunnelExportService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(FunnelQueries) private readonly funnels: FunnelQueries,
  ) {}

  /** @throws Problem forbidden for who does not organise the event; not_found */
  async write(call: Call, slug: string, format: ListFormat): Promise<Buffer> {
    const { event, funnel } = await this.funnels.funnel(call, slug);
    if (format === 'json') return Buffer.from(`${JSON.stringify(funnel, null, 1)}\n`);
    const person = call.actor && (await this.database.em().findOne(Person, { id: call.actor.person }));
    const language = person?.language ?? event.languages[0] ?? 'en';
    const tables = await tablesOf(funnel, language, event.languages[0]);
    if (format === 'xlsx') return writeTablesWorkbook(tables);
    // One below the other: a table of separated values has no sheets.
    const rows = tables.flatMap(({ name, columns, rows: cells }) => [
      [name],
      columns.map(({ title }) => title),
      ...cells.map((row) =>
        row.map((cell) => (cell === null || cell instanceof WallTime ? '' : String(cell))),
      ),
      [],
    ]);
    const widest = Math.max(...rows.map(({ length }) => length));
    return Buffer.from(writeCsv(rows.map((row) => [...row, ...Array<string>(widest - row.length).fill('')])));
  }
}

async function tablesOf(
  funnel: MeetingFunnel,
  language: Language,
  fallback: Language | undefined,
): Promise<Table[]> {
  const texts = (await i18nFor(language)).getFixedT(null, ['funnel', 'meetings']);
  const say: Say = (key) => texts(key);
  const countries = await loadCountries(language);
  const country = (code: string): string => countries[code] ?? code;
  return [
    totalTable(funnel, say),
    groupTable('category', say, funnel.categories, ({ label }) => [localised(label, language, fallback)]),
    groupTable('country', say, funnel.countries, (row) => [country(row.country)]),
    groupTable('organisation', say, funnel.organisations, (row) => [row.name, country(row.country)]),
    {
      ...{ key: 'reasons', name: say('sheet.reasons') },
      columns: [
        { title: say('reasons.reason'), width: 60 },
        { title: say('reasons.count'), width: 12 },
      ],
      rows: [
        ...funnel.reasons.map(({ reason, count }) => [reason ?? say('reasons.none'), count]),
        ...(funnel.otherReasons > 0 ? [[say('reasons.other'), funnel.otherReasons]] : []),
      ],
    },
  ];
}

function totalTable(
  { total, ended, fell, outcomes, ratings, medianAnswerMinutes }: MeetingFunnel,
  say: Say,
): Table {
  const rows: TableCell[][] = [
    ...funnelSteps.map((step) => [say(`step.${step}`), total[step]]),
    ...Object.entries(ended).map(([how, count]) => [say(`ended.${how}`), count]),
    [say('ended.off'), fell.cancelled],
    [say('ended.missed'), fell.missed],
    ...Object.entries(outcomes).map(([outcome, count]) => [say(`meetings:outcome.${outcome}`), count]),
    [say('ratingAverage'), ratings.average],
    [say('answerMinutes'), medianAnswerMinutes],
  ];
  return {
    ...{ key: 'total', name: say('sheet.total'), rows },
    columns: [
      { title: say('figure'), width: 44 },
      { title: say('number'), width: 12 },
    ],
  };
}

function groupTable<Row extends GroupFigures>(
  key: 'category' | 'country' | 'organisation',
  say: Say,
  rows: readonly Row[],
  names: (row: Row) => string[],
): Table {
  const heads = key === 'organisation' ? (['organisation', 'country'] as const) : [key];
  const figures = groupColumns.map((column) =>
    column === 'asked' || column === 'received' ? say(`column.${column}`) : say(`step.${column}`),
  );
  return {
    ...{ key, name: say(`by.${key}`) },
    columns: [
      ...heads.map((head) => ({ title: say(`column.${head}`), width: 32 })),
      ...figures.map((title) => ({ title, width: 14 })),
    ],
    rows: rows.map((row) => [...names(row), ...groupColumns.map((column) => row[column])]),
  };
}
