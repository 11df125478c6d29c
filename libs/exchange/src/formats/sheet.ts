import { UnreadableFile } from '../notice.js';

/** Rows of words with the line or row at which each stands. */
export interface Sheet {
  rows: { line: number; cells: string[] }[];
  /** How the file was understood. */
  encoding: string | null;
  delimiter: string | null;
  /** Names of all sheets of a workbook. */
  sheets: string[];
}

/** Signs at which spreadsheets begin a formula, also in their wide forms, and those that they skip before it. */
// oxlint-disable-next-line no-control-regex -- NUL is one of the signs that matter here
const formula = /^'*[=+\-@\t\r\n\u0000\uFF0B\uFF0D\uFF1D\uFF20]/;

/** A cell that no spreadsheet takes for a formula: an apostrophe stands before it. `bareCell` takes it away again. */
export const inertCell = (text: string): string => (formula.test(text) ? `'${text}` : text);
export const bareCell = (text: string): string =>
  text.startsWith("'") && formula.test(text.slice(1)) ? text.slice(1) : text;

/** The heading and the rows below it; rows without words are left out. @throws UnreadableFile */
export function withHeading(sheet: Sheet): { heading: string[]; rows: Sheet['rows'] } {
  const filled = sheet.rows.filter(({ cells }) => cells.some((cell) => cell.trim()));
  const [first, ...rows] = filled;
  if (!first) throw new UnreadableFile('file_empty');
  return { heading: first.cells.map((cell) => cell.trim()), rows };
}
