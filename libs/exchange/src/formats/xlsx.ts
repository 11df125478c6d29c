import { inflateRawSync } from 'node:zlib';
import { UnreadableFile } from '../notice.js';
import { inertCell, bareCell, type Sheet } from './sheet.js';

const mostRows = 50_000;
const mostColumns = 200;
const mostEntries = 500;
/** What all files of a workbook may hold unpacked. */
const mostUnpacked = 100_000_000;

/** Reads one sheet of a workbook. @param wanted its name; the first that holds anything @throws UnreadableFile */
export async function readWorkbook(bytes: Uint8Array, wanted?: string): Promise<Sheet> {
  refuseBombs(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const { readXlsx } = await import('hucre');
  let workbook: Awaited<ReturnType<typeof readXlsx>>;
  try {
    workbook = await readXlsx(bytes, { maxRows: mostRows + 1 });
  } catch {
    throw new UnreadableFile('workbook_broken');
  }
  const filled = workbook.sheets.find(({ rows }) =>
    rows.some((row) => row.some((cell) => cellText(cell).trim())),
  );
  const sheet = wanted === undefined ? filled : workbook.sheets.find(({ name }) => name === wanted);
  if (!sheet)
    throw new UnreadableFile(wanted === undefined ? 'file_empty' : 'sheet_missing', { value: wanted ?? '' });
  if (sheet.rows.length > mostRows) throw new UnreadableFile('too_many_rows', { max: mostRows });
  return {
    rows: sheet.rows.map((cells, index) => ({
      line: index + 1,
      cells: cells.slice(0, mostColumns).map((cell) => bareCell(cellText(cell))),
    })),
    encoding: null,
    delimiter: null,
    sheets: workbook.sheets.map(({ name }) => name),
  };
}

/** A day or time of a spreadsheet is one of the event's own clock: it has no zone. */
function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) {
    if (Number.isNaN(cell.getTime())) return '';
    const whole = new Date(Math.round(cell.getTime() / 60_000) * 60_000).toISOString();
    // A time without a day counts from Excel's day nought.
    if (whole < '1901') return whole.slice(11, 16);
    return whole.slice(11, 16) === '00:00'
      ? whole.slice(0, 10)
      : `${whole.slice(0, 10)} ${whole.slice(11, 16)}`;
  }
  if (typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean') return String(cell);
  return '';
}

export interface SheetToWrite {
  name: string;
  rows: readonly (readonly string[])[];
}

/** Writes a workbook of words: no cell of it is a formula, nor becomes one when it is saved as CSV. */
export async function writeWorkbook(sheets: readonly SheetToWrite[]): Promise<Buffer> {
  const { writeXlsx } = await import('hucre');
  const bytes = await writeXlsx({
    sheets: sheets.map(({ name, rows }) => ({ name, rows: rows.map((row) => row.map(storable)) })),
  });
  return Buffer.from(bytes);
}

/** `_x0041_` would be read as the letter A, and XML holds no half characters. */
export const storable = (text: string): string =>
  inertCell(text)
    // oxlint-disable-next-line no-control-regex -- NUL is one of the signs that matter here
    .replace(/[\u0000\ufffe\uffff]|\p{Surrogate}/gu, '')
    .replace(/_x(?=[0-9a-f]{4}_)/gi, '_x005F_x');

/** Unpacks every entry against one allowance, before a reader that has none does. */
function refuseBombs(zip: Buffer): void {
  const broken = (): never => {
    throw new UnreadableFile('workbook_broken');
  };
  const end = zip.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  if (end < 0 || end + 22 > zip.length) broken();
  const entries = zip.readUInt16LE(end + 10);
  if (entries > mostEntries) throw new UnreadableFile('file_too_large');
  let at = zip.readUInt32LE(end + 16);
  let left = mostUnpacked;
  for (let entry = 0; entry < entries; entry++) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== 0x02014b50) broken();
    const packed = zip.readUInt32LE(at + 20);
    const local = zip.readUInt32LE(at + 42);
    if (local + 30 > zip.length) broken();
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    if (from + packed > zip.length) broken();
    const data = zip.subarray(from, from + packed);
    if (zip.readUInt16LE(at + 10) === 8) {
      try {
        left -= inflateRawSync(data, { maxOutputLength: Math.max(left, 1) }).length;
      } catch (error) {
        const large = error instanceof RangeError;
        throw new UnreadableFile(large ? 'file_too_large' : 'workbook_broken');
      }
    } else left -= packed;
    if (left <= 0) throw new UnreadableFile('file_too_large');
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
}
