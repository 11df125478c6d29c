import { languages, type Language } from '@foyer/contracts';
import { toLocalTime } from '../local-time.js';
import type { AgendaTable, TableText, WriteContext } from './agenda-table.js';
import { writeCsv } from './csv.js';
import { writePeopleCell } from './people-cell.js';
import { writeWorkbook, type SheetToWrite } from './xlsx.js';

/** Sessions as rows, with a heading; texts have a column for each language in use. */
export function sessionRows(table: AgendaTable, { timeZone, language }: WriteContext): string[][] {
  const titles = inUse(
    table.sessions.map(({ title }) => title),
    language,
  );
  const abstracts = inUse(
    table.sessions.map(({ abstract }) => abstract),
    language,
  );
  const people = new Map(table.speakers.map((speaker) => [speaker.key, { slug: speaker.key, ...speaker }]));
  const named = (keys: readonly string[] = []): string =>
    writePeopleCell(keys.flatMap((key) => people.get(key) ?? []));
  const heading = [
    ...['id', 'slug', 'kind', 'starts', 'ends', 'room', 'track', 'language'],
    ...titles.map((code) => `title_${code}`),
    ...['speakers', 'moderators'],
    ...abstracts.map((code) => `abstract_${code}`),
    ...['questions', 'seats', 'stream_url'],
  ];
  const rows = table.sessions.map((session) => [
    session.guid,
    session.slug ?? '',
    session.kind ?? '',
    toLocalTime(new Date(session.startsAt), timeZone),
    toLocalTime(new Date(session.endsAt), timeZone),
    session.room ?? '',
    session.track ?? '',
    session.language ?? '',
    ...titles.map((code) => session.title[code] ?? ''),
    named(session.speakers),
    named(session.moderators),
    ...abstracts.map((code) => session.abstract?.[code] ?? ''),
    session.questions ? 'yes' : 'no',
    session.seats === null || session.seats === undefined ? '' : String(session.seats),
    session.streamUrl ?? '',
  ]);
  return [heading, ...rows];
}

/** The stage as rows. */
export function speakerRows(
  { speakers }: AgendaTable,
  { language }: Pick<WriteContext, 'language'>,
): string[][] {
  const titles = inUse(
    speakers.map(({ jobTitle }) => jobTitle),
    language,
  );
  const biographies = inUse(
    speakers.map(({ biography }) => biography),
    language,
  );
  return [
    [
      ...['key', 'name'],
      ...titles.map((code) => `job_title_${code}`),
      ...['organisation', 'country'],
      ...biographies.map((code) => `biography_${code}`),
    ],
    ...speakers.map((speaker) => [
      ...[speaker.slug ?? speaker.key, speaker.name],
      ...titles.map((code) => speaker.jobTitle?.[code] ?? ''),
      ...[speaker.organisation ?? '', speaker.country ?? ''],
      ...biographies.map((code) => speaker.biography?.[code] ?? ''),
    ]),
  ];
}

function inUse(texts: readonly (TableText | null | undefined)[], usual: Language): Language[] {
  return languages.filter((code) => code === usual || texts.some((text) => text?.[code]));
}

export const writeAgendaCsv = (table: AgendaTable, context: WriteContext): string =>
  writeCsv(sessionRows(table, context));

/** Sessions and speakers on a sheet each. */
export function writeAgendaWorkbook(table: AgendaTable, context: WriteContext): Promise<Buffer> {
  const sheets: SheetToWrite[] = [
    { name: 'sessions', rows: sessionRows(table, context) },
    { name: 'speakers', rows: speakerRows(table, context) },
  ];
  return writeWorkbook(sheets);
}
