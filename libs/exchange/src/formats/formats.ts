import type { AgendaFormat } from '@foyer/contracts';
import { UnreadableFile } from '../notice.js';
import { readAgendaSheet } from './agenda-sheet.read.js';
import { writeAgendaCsv, writeAgendaWorkbook } from './agenda-sheet.write.js';
import type { AgendaTable, ReadContext, WriteContext } from './agenda-table.js';
import { readCalendar } from './calendar.read.js';
import { writeCalendar } from './calendar.write.js';
import { readCsv, type CsvOptions } from './csv.js';
import { decode } from './decode.js';
import { readScheduleJson } from './schedule-json.reader.js';
import { writeScheduleJson } from './schedule-json.writer.js';
import { readScheduleXml } from './schedule-xml.reader.js';
import { writeScheduleXml } from './schedule-xml.writer.js';
import { withSpeakerSheet } from './speaker-sheet.js';
import { readXcal, writeXcal } from './xcal.js';
import { readWorkbook } from './xlsx.js';

export interface ReadOptions extends CsvOptions {
  sheet?: string | undefined;
}

/** What a file is, by its first bytes and its name. @throws UnreadableFile where it is none of the formats */
export function formatOf(bytes: Uint8Array, name: string): AgendaFormat {
  const head = Buffer.from(bytes.subarray(0, 4_000))
    .toString('latin1')
    .replace(/^(?:\u00ef\u00bb\u00bf|\s)+/, '');
  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  if (head.startsWith('PK\u0003\u0004')) return 'xlsx';
  if (/^BEGIN:VCALENDAR/i.test(head)) return 'ics';
  if (head.startsWith('{')) return 'schedule-json';
  if (head.startsWith('<'))
    return /<(?:\w+:)?(?:icalendar|vcalendar)\b/i.test(head) ? 'xcal' : 'schedule-xml';
  if (['csv', 'tsv', 'txt', ''].includes(ending)) return 'csv';
  throw new UnreadableFile('format_unknown');
}

/** Reads an agenda. @throws UnreadableFile where nothing of it can be read; all else is in its notices */
export async function readAgenda(
  format: AgendaFormat,
  bytes: Uint8Array,
  context: ReadContext,
  options: ReadOptions = {},
): Promise<AgendaTable> {
  if (format === 'xlsx') {
    const sheet = await readWorkbook(bytes, options.sheet);
    const table = readAgendaSheet(sheet, context);
    return sheet.sheets[1] === 'speakers' && options.sheet === undefined
      ? withSpeakerSheet(table, await readWorkbook(bytes, 'speakers'))
      : table;
  }
  if (format === 'csv') return readAgendaSheet(readCsv(bytes, options), context);
  const { text } = decode(bytes, options.encoding ?? declaredEncoding(bytes));
  return textReaders[format](text, context);
}

const textReaders: Record<
  Exclude<AgendaFormat, 'csv' | 'xlsx'>,
  (text: string, context: ReadContext) => AgendaTable
> = {
  'schedule-json': readScheduleJson,
  'schedule-xml': readScheduleXml,
  ics: readCalendar,
  xcal: readXcal,
};

/** The encoding that an XML declaration names. */
function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const named = /^<\?xml[^>]*encoding=["']([\w-]+)["']/.exec(head)?.[1]?.toLowerCase();
  return named === 'utf-8' || named === undefined ? undefined : named;
}

/** Writes an agenda. */
export async function writeAgenda(
  format: AgendaFormat,
  table: AgendaTable,
  context: WriteContext,
): Promise<Buffer> {
  if (format === 'xlsx') return writeAgendaWorkbook(table, context);
  return Buffer.from(textWriters[format](table, context));
}

const textWriters: Record<
  Exclude<AgendaFormat, 'xlsx'>,
  (table: AgendaTable, context: WriteContext) => string
> = {
  csv: writeAgendaCsv,
  'schedule-json': writeScheduleJson,
  'schedule-xml': writeScheduleXml,
  ics: writeCalendar,
  xcal: writeXcal,
};
