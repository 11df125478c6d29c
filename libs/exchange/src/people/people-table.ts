import {
  Email,
  personFields,
  TimeZone,
  type Category,
  type Language,
  type PersonField,
} from '@foyer/contracts';
import type { Invitation } from '@foyer/registration';
import { cleanLine, cleanText } from '../formats/agenda-table.js';
import { fieldOf } from '../formats/column-names.js';
import { withHeading, type Sheet } from '../formats/sheet.js';
import { Notices, type Notice } from '../notice.js';
import { Doubles, type KnownPerson } from './doubles.js';
import { categoryNames, categoryOf, countryNames, countryOf, languageOf } from './value-names.js';

/** What a table of people is read for. */
export interface PeopleContext {
  categories: readonly Category[];
  language: Language;
  timeZone: string;
  /** Who is in the event already. */
  known: readonly KnownPerson[];
}
export interface PeopleOptions {
  columns?: readonly (PersonField | null)[] | undefined;
  usual: { category?: string | undefined; country?: string | undefined; language?: Language | undefined };
  doubles: 'skip' | 'take';
}
export type Becomes = 'new' | 'updated' | 'kept' | 'double' | 'error';
export interface ReadPerson {
  line: number;
  cells: Partial<Record<PersonField, string>>;
  becomes: Becomes;
  /** Null where the row has errors. */
  person: Invitation | null;
}
export interface PeopleTable {
  headings: { heading: string; field: PersonField | null; example: string }[];
  people: ReadPerson[];
  notices: Notice[];
}

const needed = ['email', 'organisation'] as const;

/** Reads people: a row each, with what is wrong in it. @throws UnreadableFile where there is no heading */
export async function readPeopleSheet(
  sheet: Sheet,
  context: PeopleContext,
  options: PeopleOptions,
): Promise<PeopleTable> {
  const { heading, rows } = withHeading(sheet);
  const notices = new Notices();
  const fields = options.columns
    ? heading.map((_, index) => options.columns?.[index] ?? null)
    : guessColumns(heading);
  const at = { line: sheet.rows[0]?.line ?? 1, path: '' };
  const has = (field: PersonField): boolean => fields.includes(field);
  for (const field of needed) if (!has(field)) notices.error('column_missing', at, { field });
  if (!has('name') && !has('first_name') && !has('last_name'))
    notices.error('column_missing', at, { field: 'name' });
  for (const field of ['category', 'country'] as const)
    if (!has(field) && !options.usual[field]) notices.error('column_missing', at, { field });
  const usable = notices.list.length === 0;
  const reader = new PersonReader(fields, context, options, notices, await countryNames());
  if (rows.length === 0) notices.error('no_people');
  return {
    headings: heading.map((name, index) => ({
      heading: name,
      field: fields[index] ?? null,
      example: cleanLine(rows.find(({ cells }) => cells[index]?.trim())?.cells[index] ?? '').slice(0, 80),
    })),
    people: usable ? rows.map(({ line, cells }) => reader.read(line, cells)) : [],
    notices: notices.list,
  };
}

/** Each column by its heading; a field is only taken once, by the first column that names it. */
function guessColumns(heading: readonly string[]): (PersonField | null)[] {
  const taken = new Set<PersonField>();
  return heading.map((name) => {
    const field = fieldOf(name, personFields);
    if (field === undefined || taken.has(field)) return null;
    taken.add(field);
    return field;
  });
}

const longest = { name: 120, organisation: 200, job_title: 120, about: 1_000, topic: 80 };
const mostTopics = 20;

class PersonReader {
  private readonly categories: ReadonlyMap<string, string>;
  private readonly doubles: Doubles;
  private readonly zones = new Map<string, boolean>();
  private failed = false;

  constructor(
    private readonly fields: readonly (PersonField | null)[],
    private readonly context: PeopleContext,
    private readonly options: PeopleOptions,
    private readonly notices: Notices,
    private readonly countries: ReadonlyMap<string, string>,
  ) {
    this.categories = categoryNames(context.categories);
    this.doubles = new Doubles(context.known);
  }

  read(line: number, row: readonly string[]): ReadPerson {
    this.failed = false;
    const cells: Partial<Record<PersonField, string>> = {};
    for (const [index, field] of this.fields.entries()) {
      const value = row[index]?.trim();
      if (field && value) cells[field] = value;
    }
    const person = this.person(line, cells);
    if (!person) return { line, cells, becomes: 'error', person };
    const found = this.doubles.find(person, line);
    if (found.kind === 'new') return { line, cells, becomes: 'new', person };
    if (found.kind === 'invited') return { line, cells, becomes: 'updated', person };
    if (found.kind === 'answered') {
      this.notices.warn('answered_already', { line, path: 'email' }, { value: person.email });
      return { line, cells, becomes: 'kept', person };
    }
    const { code, params } = found;
    this.notices.warn(code, { line, path: code === 'same_address' ? 'email' : 'name' }, params);
    const taken = this.options.doubles === 'take' && code !== 'same_address';
    return { line, cells, becomes: taken ? 'new' : 'double', person };
  }

  private person(line: number, cells: ReadPerson['cells']): Invitation | null {
    const fail = (path: PersonField, code: Notice['code'], params: Notice['params'] = {}): undefined => {
      this.failed = true;
      this.notices.error(code, { line, path }, params);
      return undefined;
    };
    const words = (field: PersonField, value: string, max: number): string => {
      if (value.length > max) fail(field, 'value_too_long', { max });
      return value;
    };
    const must = (field: PersonField, value: string | undefined): string =>
      value || (fail(field, 'value_missing') ?? '');
    const full = cells.name ?? [cells.first_name, cells.last_name].filter(Boolean).join(' ');
    const name = words('name', must('name', cleanLine(full)), longest.name);
    const organisation = words(
      'organisation',
      must('organisation', cleanLine(cells.organisation ?? '')),
      longest.organisation,
    );
    const address = must('email', cells.email?.replace(/^mailto:/i, ''));
    const email = Email.safeParse(address);
    if (address && !email.success) fail('email', 'email_invalid', { value: address });
    const country = cells.country
      ? (countryOf(this.countries, cells.country) ??
        fail('country', 'country_unknown', { value: cells.country }))
      : must('country', this.options.usual.country);
    const category = cells.category
      ? (categoryOf(this.categories, cells.category) ??
        fail('category', 'category_unknown', { value: cells.category }))
      : must('category', this.options.usual.category);
    const job = words('job_title', cleanLine(cells.job_title ?? ''), longest.job_title);
    const about = words('about', cleanText(cells.about ?? ''), longest.about);
    const offers = this.topics('offers', cells.offers, fail);
    const needs = this.topics('needs', cells.needs, fail);
    if (this.failed || !email.success || !country || !category) return null;
    return {
      ...{ email: email.data, name, organisation, country, category, offers, needs, listed: true },
      language: this.language(line, cells.language),
      timeZone: this.zone(line, cells.time_zone),
      ...(job ? { jobTitle: job } : {}),
      ...(about ? { about } : {}),
    };
  }

  private topics(
    field: 'offers' | 'needs',
    cell: string | undefined,
    fail: (path: PersonField, code: Notice['code'], params: Notice['params']) => undefined,
  ): string[] {
    if (!cell) return [];
    const topics = [
      ...new Set(
        cell
          .split(/[;\n|]/)
          .map(cleanLine)
          .filter(Boolean),
      ),
    ];
    if (topics.length > mostTopics) fail(field, 'too_many_topics', { max: mostTopics });
    if (topics.some((topic) => topic.length > longest.topic))
      fail(field, 'value_too_long', { max: longest.topic });
    return topics;
  }

  private language(line: number, cell: string | undefined): Language {
    const usual = this.options.usual.language ?? this.context.language;
    if (!cell) return usual;
    const language = languageOf(cell);
    if (!language) this.notices.warn('language_unknown', { line, path: 'language' }, { value: cell });
    return language ?? usual;
  }

  private zone(line: number, cell: string | undefined): string {
    if (!cell) return this.context.timeZone;
    let known = this.zones.get(cell);
    if (known === undefined) {
      known = TimeZone.safeParse(cell).success;
      this.zones.set(cell, known);
    }
    if (!known) this.notices.warn('zone_unknown', { line, path: 'time_zone' }, { value: cell });
    return known ? cell : this.context.timeZone;
  }
}
