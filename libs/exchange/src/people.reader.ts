import { optionalPersonColumns, personColumns, PersonRow, type EventFile } from '@foyer/contracts';
import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { firstOfEach, InvalidFiles, type Finding } from './finding.js';

const Records = z.array(
  z.object({
    record: z.record(z.string(), z.string()),
    info: z.object({ lines: z.number(), error: z.object({ message: z.string() }).optional() }),
  }),
);

/**
 * Reads the table of people: UTF-8 (with or without a byte order mark), separated by commas, semicolons or tabs, the
 * columns in any order. `offers` and `needs` hold several, separated by semicolons.
 * @throws InvalidFiles with everything that is wrong in it, each with its line
 */
export function readPeople(file: string, content: string, event: EventFile): PersonRow[] {
  const records = parseCsv(file, content);
  const categories = new Set(event.event.categories.map(({ key }) => key));
  const firstLines = new Map<string, number>();
  const findings: Finding[] = [];
  const people: PersonRow[] = [];
  for (const { record, info } of records) {
    const at = (path: string, message: string): void => {
      findings.push({ file, line: info.lines, path, message });
    };
    if (info.error) {
      at('', info.error.message);
      continue;
    }
    const parsed = PersonRow.safeParse(mapValues(record, unescapeFormula));
    if (!parsed.success) {
      for (const issue of firstOfEach(parsed.error.issues)) at(String(issue.path[0] ?? ''), issue.message);
      continue;
    }
    const person = parsed.data;
    if (!categories.has(person.category)) at('category', `the event has no category ${person.category}`);
    const first = firstLines.get(person.email);
    if (first === undefined) firstLines.set(person.email, info.lines);
    else at('email', `the same address as in line ${first}`);
    people.push(person);
  }
  if (findings.length) throw new InvalidFiles(findings);
  return people;
}

function parseCsv(file: string, content: string): z.output<typeof Records> {
  let heading: string[] = [];
  try {
    const records: unknown = parse(content, {
      bom: true,
      info: true,
      delimiter: delimiterOf(content),
      skip_empty_lines: true,
      trim: true,
      relax_column_count: true,
      columns: (names: string[]) => (heading = names.map((name) => name.trim().toLowerCase())),
    });
    const wrong = wrongColumns(heading);
    if (wrong.length) throw new InvalidFiles(wrong.map((message) => ({ file, line: 1, path: '', message })));
    return Records.parse(records);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? error.lines : null;
    throw new InvalidFiles([{ file, line, path: '', message: error.message }]);
  }
}

function wrongColumns(heading: string[]): string[] {
  const missing = personColumns.filter(
    (name) => !heading.includes(name) && !optionalPersonColumns.includes(name),
  );
  const foreign = heading.filter((name) => !personColumns.includes(name));
  return [
    ...missing.map((name) => `there is no column ${name}`),
    ...foreign.map((name) => `the column ${name} is unknown; known are ${personColumns.join(', ')}`),
  ];
}

/** The separator that the heading uses most. */
function delimiterOf(content: string): string {
  const heading = content.slice(0, content.search(/[\r\n]|$/));
  const count = (separator: string): number => heading.split(separator).length;
  return [',', ';', '\t'].sort((a, b) => count(b) - count(a))[0] ?? ',';
}

/** `'+380 …` is `+380 …` that an export made harmless for spreadsheets. */
const unescapeFormula = (cell: string): string =>
  /^'[=+\-@\t\r\uFF0B\uFF0D\uFF1D\uFF20]/.test(cell) ? cell.slice(1) : cell;

const mapValues = (record: Record<string, string>, map: (value: string) => string): Record<string, string> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
