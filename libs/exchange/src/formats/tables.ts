import type { CellValue } from 'hucre';
import { writeCsv } from './csv.js';
import { storable } from './xlsx.js';
import { writeZip } from './zip.js';

/** An instant as a clock in a zone shows it: its UTC fields hold that time, as spreadsheets know no zones. */
export class WallTime {
  constructor(readonly shown: Date) {}
}
export type TableCell = string | number | WallTime | null;
export interface Column {
  title: string;
  /** In letters. */
  width: number;
  format?: 'time' | 'percent';
}
export interface Table {
  /** The name of its file. */
  key: string;
  /** The name of its sheet. */
  name: string;
  columns: readonly Column[];
  rows: readonly (readonly TableCell[])[];
}

const formats = { time: 'yyyy-mm-dd hh:mm:ss', percent: '0.0%' } as const;

/** Tables on a sheet each: real numbers and dates, a heading that stays in sight, and no cell that is a formula. */
export async function writeTablesWorkbook(
  tables: readonly Table[],
  /** The date that the file says it is of; now unless given. */
  { made }: { made?: Date } = {},
): Promise<Buffer> {
  const { writeXlsx } = await import('hucre');
  const bytes = await writeXlsx({
    ...(made ? { properties: { created: made, modified: made } } : {}),
    sheets: tables.map(({ name, columns, rows }) => ({
      name: sheetName(name),
      columns: columns.map(({ width, format }) => ({
        width,
        ...(format ? { numFmt: formats[format] } : {}),
      })),
      rows: [columns.map(({ title }) => storable(title)), ...rows.map((row) => row.map(cellValue))],
      freezePane: { rows: 1 },
    })),
  });
  return Buffer.from(bytes);
}

/** A CSV each, in one archive. */
export function writeTablesArchive(tables: readonly Table[]): Buffer {
  return writeZip(
    tables.map(({ key, columns, rows }) => ({
      name: `${key}.csv`,
      bytes: Buffer.from(
        writeCsv([columns.map(({ title }) => title), ...rows.map((row) => row.map(cellText))]),
      ),
    })),
  );
}

function cellValue(cell: TableCell): CellValue {
  if (cell instanceof WallTime) return cell.shown;
  return typeof cell === 'string' ? storable(cell) : cell;
}

function cellText(cell: TableCell): string {
  if (cell === null) return '';
  return cell instanceof WallTime ? cell.shown.toISOString().slice(0, 19).replace('T', ' ') : String(cell);
}

/** Excel takes no more and not all signs. */
const sheetName = (name: string): string => name.replace(/[\\/*?:[\]]/g, ' ').slice(0, 31);
