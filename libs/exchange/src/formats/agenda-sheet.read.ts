import { Language, languages } from '@foyer/contracts';
import { Notices } from '../notice.js';
import {
  cleanLine,
  cleanText,
  cutText,
  longestText,
  longestTitle,
  mostSessions,
  type AgendaTable,
  type ReadContext,
  type TableSession,
  type TableSpeaker,
  type TableText,
} from './agenda-table.js';
import { fieldOf, plainHeader, type ColumnField } from './column-names.js';
import { foreignId, guidOf } from './foreign-id.js';
import { kindOf } from './kinds.js';
import { readPeopleCell } from './people-cell.js';
import { withHeading, type Sheet } from './sheet.js';
import { RowTimes } from './row-times.js';

const known = [
  ...([
    'id',
    'slug',
    'kind',
    'starts',
    'ends',
    'date',
    'duration',
    'room',
    'track',
    'language',
    'title',
  ] as const),
  ...(['abstract', 'speakers', 'moderators', 'questions', 'seats', 'stream_url'] as const),
] satisfies ColumnField[];
type Field = (typeof known)[number];

interface Column {
  field: Field;
  /** Of a text, where the heading says so: `title_ka`. */
  language: Language | 'und';
}

/** Sessions of a table: a row each. @throws UnreadableFile where there is no heading with a title and a start */
export function readAgendaSheet(sheet: Sheet, context: ReadContext): AgendaTable {
  const { heading, rows } = withHeading(sheet);
  const notices = new Notices();
  const columns = heading.map((name) => columnOf(name));
  const at = { line: sheet.rows[0]?.line ?? 1, path: '' };
  for (const [index, column] of columns.entries())
    if (!column && heading[index]) notices.warn('column_unknown', at, { value: heading[index] });
  for (const field of ['title', 'starts'] as const)
    if (!columns.some((column) => column?.field === field)) notices.error('column_missing', at, { field });
  const reader = new RowReader(columns, context.timeZone, notices);
  const sessions = notices.list.some(({ level }) => level === 'error')
    ? []
    : rows.slice(0, mostSessions).flatMap(({ line, cells }) => reader.read(line, cells) ?? []);
  if (rows.length > mostSessions) notices.warn('too_many_sessions', undefined, { max: mostSessions });
  if (sessions.length === 0) notices.error('no_sessions');
  const labels = (names: (string | null | undefined)[]) =>
    [...new Set(names.flatMap((name) => name || []))].map((label) => ({ label }));
  return {
    title: {},
    timeZone: null,
    acronym: null,
    rooms: labels(sessions.map(({ room }) => room)),
    tracks: labels(sessions.map(({ track }) => track)),
    speakers: [...reader.speakers.values()],
    sessions,
    notices: notices.list,
  };
}

function columnOf(heading: string): Column | undefined {
  const [, stem = '', code = ''] = /^(.*?)[\s_]*[([]?\b([a-z]{2})[)\]]?$/.exec(plainHeader(heading)) ?? [];
  const language = languages.find((one) => one === code);
  const text = language === undefined ? undefined : fieldOf(stem, ['title', 'abstract'] as const);
  if (text !== undefined && language !== undefined) return { field: text, language };
  const field = fieldOf(heading, known);
  return field === undefined ? undefined : { field, language: 'und' };
}

const yes = /^(?:yes|y|1|true|x|✓|bəli|hə|კი|დიახ|так|да|taip|da)$/i;

class RowReader {
  readonly speakers = new Map<string, TableSpeaker>();
  private readonly guids = new Map<string, number>();
  private readonly times: RowTimes;

  constructor(
    private readonly columns: readonly (Column | undefined)[],
    timeZone: string,
    private readonly notices: Notices,
  ) {
    this.times = new RowTimes(timeZone, notices);
  }

  read(line: number, cells: readonly string[]): TableSession | null {
    const at = { line, path: '' };
    const cell = (field: Field): string | undefined => {
      const index = this.columns.findIndex((column) => column?.field === field);
      return index < 0 ? undefined : (cells[index] ?? '').trim();
    };
    const title = this.text(cells, 'title', longestTitle, line);
    if (!title || !Object.values(title).some(Boolean)) {
      this.notices.error('title_missing', { line, path: 'title' });
      return null;
    }
    const span = this.times.read(line, {
      date: cell('date'),
      starts: cell('starts') ?? '',
      ends: cell('ends'),
      duration: cell('duration'),
    });
    if (!span) return null;
    const words = (field: Field, wrong: 'kind_unknown' | 'language_unknown'): string | undefined => {
      const value = cell(field);
      if (value) this.notices.warn(wrong, { line, path: field }, { value });
      return value;
    };
    const kind = kindOf(cell('kind') ?? '');
    if (!kind) words('kind', 'kind_unknown');
    const language = Language.safeParse((cell('language') ?? '').toLowerCase());
    if (!language.success) words('language', 'language_unknown');
    const slug = cell('slug') ?? '';
    const seats = cell('seats');
    const place = (field: 'room' | 'track'): string | null | undefined => {
      const value = cell(field);
      return value === undefined ? undefined : cleanLine(value).slice(0, longestTitle) || null;
    };
    const abstract = this.text(cells, 'abstract', longestText, line);
    return defined<TableSession>({
      guid: this.guid(
        cell('id') || slug || (Object.values(title).find(Boolean) ?? ''),
        Boolean(cell('id') || slug),
        at,
      ),
      ...(/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(slug) && slug.length >= 2 && slug.length <= 80 ? { slug } : {}),
      ...at,
      kind: kind ?? (cell('kind') === undefined ? undefined : 'talk'),
      title,
      abstract,
      ...span,
      room: place('room'),
      track: place('track'),
      language: language.success ? language.data : undefined,
      speakers: this.people(cell('speakers')),
      moderators: this.people(cell('moderators')),
      questions: cell('questions') === undefined ? undefined : yes.test(cell('questions') ?? ''),
      seats: seats === undefined ? undefined : this.seats(seats, line),
      streamUrl: cell('stream_url') === undefined ? undefined : this.address(cell('stream_url') ?? '', line),
    });
  }

  /** Only the languages that have a column; an empty cell says that there is none in this language. */
  private text(
    cells: readonly string[],
    field: 'title' | 'abstract',
    max: number,
    line: number,
  ): TableText | undefined {
    const found = this.columns.flatMap((column, index): [string, string | null][] => {
      if (column?.field !== field) return [];
      const words = cleanText(cells[index] ?? '');
      if (words.length > max) this.notices.warn('text_cut', { line, path: field }, { max });
      return [[column.language, cutText(words, max) || null]];
    });
    return found.length ? Object.fromEntries(found) : undefined;
  }

  private people(cell: string | undefined): string[] | undefined {
    if (cell === undefined) return undefined;
    const keys = readPeopleCell(cell).map(({ name, key }) => {
      const plain = cleanLine(name).slice(0, 120).trim();
      const own = key ?? foreignId(`person ${plain}`);
      if (!this.speakers.has(own))
        this.speakers.set(own, {
          ...{ key: own, guid: foreignId(key === null ? `person ${plain}` : `speaker ${key}`), name: plain },
          ...(key === null ? {} : { slug: key }),
        });
      return own;
    });
    return [...new Set(keys)];
  }

  private seats(value: string, line: number): number | null {
    if (value === '') return null;
    const seats = Number(value);
    if (Number.isInteger(seats) && seats >= 1 && seats <= 1_000_000) return seats;
    this.notices.error('number_unreadable', { line, path: 'seats' }, { value });
    return null;
  }

  private address(value: string, line: number): string | null {
    if (value === '') return null;
    if (/^https:\/\/\S+$/.test(value) && value.length <= 500 && URL.canParse(value)) return value;
    this.notices.warn('address_ignored', { line, path: 'stream_url' }, { value });
    return null;
  }

  /** By its id or slug; else by its title, counted where several have the same. */
  private guid(own: string, given: boolean, at: { line: number; path: string }): string {
    const base = given ? guidOf(own) : foreignId(`title ${own}`);
    const count = (this.guids.get(base) ?? 0) + 1;
    this.guids.set(base, count);
    if (count === 1) return base;
    if (given) this.notices.error('id_twice', at, { value: own });
    return foreignId(`${base} ${count}`);
  }
}

/** Without the fields that are undefined: what a file does not say is not there. */
function defined<T extends object>(fields: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
