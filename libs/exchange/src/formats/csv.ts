import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { UnreadableFile } from '../notice.js';
import { decode } from './decode.js';
import { bareCell, inertCell, type Sheet } from './sheet.js';

export const delimiters = [',', ';', '\t', '|'] as const;
export interface CsvOptions {
  encoding?: string | undefined;
  delimiter?: string | undefined;
}
const mostRows = 50_000;
const mostColumns = 200;

/** Reads separated values in any encoding and with any of the usual separators. @throws UnreadableFile */
export function readCsv(bytes: Uint8Array, options: CsvOptions = {}): Sheet {
  const { text, encoding } = decode(bytes, options.encoding);
  // Excel's own line that says which separator follows.
  const said = /^\uFEFF?sep=(.)\r?\n/i.exec(text);
  const body = said ? text.slice(said[0].length) : text.replace(/^\uFEFF/, '');
  const delimiter = options.delimiter ?? said?.[1] ?? guessDelimiter(body);
  const records = parseRecords(body, delimiter);
  const rows = records.map(({ record, line }) => ({
    line: line + (said ? 1 : 0),
    cells: record.slice(0, mostColumns).map(bareCell),
  }));
  return { rows, encoding, delimiter, sheets: [] };
}

function parseRecords(text: string, delimiter: string): { record: string[]; line: number }[] {
  const records: { record: string[]; line: number }[] = [];
  let before = 0;
  try {
    parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      to: mostRows + 1,
      max_record_size: 1_000_000,
      on_record: (record: string[], { lines }: { lines: number }) => {
        // Where it begins: the line after the record before it.
        records.push({ record, line: before + 1 });
        before = lines;
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new UnreadableFile('csv_broken', {}, typeof error.lines === 'number' ? error.lines : null);
  }
  if (records.length > mostRows) throw new UnreadableFile('too_many_rows', { max: mostRows });
  return records;
}

/** The separator that splits the first lines most evenly: the same number of cells in each, and as many as can be. */
function guessDelimiter(text: string): string {
  const head = text.slice(0, 20_000);
  const rated = delimiters.map((delimiter) => {
    let counts: number[];
    try {
      const rows: string[][] = parse(head, {
        ...{ delimiter, relax_column_count: true, relax_quotes: true, to: 20, skip_empty_lines: true },
      });
      counts = rows.map((row) => row.length);
    } catch {
      counts = head
        .split('\n', 20)
        .filter((row) => row.trim())
        .map((row) => row.split(delimiter).length);
    }
    const first = counts[0] ?? 1;
    const even = counts.filter((count) => count === first).length / Math.max(counts.length, 1);
    return { delimiter, score: first < 2 ? 0 : even * 10 + Math.min(first, 30) / 10 };
  });
  return rated.sort((a, b) => b.score - a.score)[0]?.delimiter ?? ',';
}

/** Writes a table for spreadsheets: UTF-8 with a byte order mark, which Excel asks for, and no live formula. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return stringify(
    rows.map((row) => row.map(inertCell)),
    { bom: true, record_delimiter: 'windows' },
  );
}
