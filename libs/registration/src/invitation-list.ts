import {
  CountryCode,
  Email,
  Language,
  languages,
  line,
  type Category,
  type InvitationRow,
} from '@foyer/contracts';
import { languageNames, loadCountries } from '@foyer/locales';
import { CsvError, parse } from 'csv-parse/sync';

/** A row as it was read, before anybody is looked for. */
export type ReadRow = Omit<InvitationRow, 'problem'> & { problem: 'address' | 'twice' | null };
type Column = 'email' | 'name' | 'organisation' | 'country' | 'category' | 'jobTitle' | 'language';

/** What columns are called, in small letters and any of the languages. */
const columnNames: Record<Column, readonly string[]> = {
  email: [
    ...['email', 'e-mail', 'mail', 'address', 'e-poçt', 'ელფოსტა', 'ел. пошта', 'пошта', 'адреса'],
    ...['el. paštas', 'el. pašto adresas', 'adresă de e-mail'],
  ],
  name: [
    'name',
    'full name',
    'ad',
    'ad və soyad',
    'სახელი',
    'ім’я',
    "ім'я",
    'vardas',
    'vardas, pavardė',
    'nume',
  ],
  organisation: [
    ...['organisation', 'organization', 'company', 'təşkilat', 'ორგანიზაცია', 'організація'],
    ...['organizacija', 'organizație', 'organizația'],
  ],
  country: ['country', 'ölkə', 'ქვეყანა', 'країна', 'šalis', 'țară', 'țara'],
  category: ['category', 'kateqoriya', 'კატეგორია', 'категорія', 'kategorija', 'categorie', 'categoria'],
  jobTitle: [
    ...['job title', 'job_title', 'role', 'position', 'vəzifə', 'თანამდებობა', 'посада'],
    ...['pareigos', 'funcție', 'funcția'],
  ],
  language: ['language', 'dil', 'ენა', 'мова', 'kalba', 'limba', 'limbă'],
};
const delimiters = [';', '\t', ','] as const;
const address = /[^\s<>,;"'()]+@[^\s<>,;"'()]+/gu;

/**
 * Reads what somebody has pasted or uploaded: a table whose first line names its columns, or lines such as
 * `Name <address>`, `address`, `Name; address`, or addresses with commas between. Never fails: what is not
 * understood is a row with a problem.
 */
export async function readInvitationList(text: string, categories: readonly Category[]): Promise<ReadRow[]> {
  const clean = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const read = readTable(clean) ?? readLines(clean);
  const countries = read.some(({ country }) => country) ? await countryCodes() : new Map<string, string>();
  const seen = new Set<string>();
  return read.map((row) => {
    const doubts: InvitationRow['doubts'] = [];
    const known = <T>(
      doubt: InvitationRow['doubts'][number],
      given: string | undefined,
      value: T | null,
    ): T | null => {
      if (given && value === null) doubts.push(doubt);
      return value;
    };
    const email = Email.safeParse(row.email?.trim());
    const problem = !email.success ? 'address' : seen.has(email.data) ? 'twice' : null;
    if (email.success) seen.add(email.data);
    return {
      line: row.line,
      email: email.success ? email.data : (row.email ?? row.source).slice(0, 254),
      name: oneLine(row.name, 'short') ?? '',
      language: known('language', row.language, languageOf(row.language)),
      prefill: {
        name: oneLine(row.name, 'short') ?? '',
        category: known('category', row.category, categoryOf(row.category, categories)),
        organisation: oneLine(row.organisation, 'long'),
        country: known('country', row.country, countryOf(row.country, countries)),
        jobTitle: oneLine(row.jobTitle, 'short'),
      },
      problem,
      doubts,
    };
  });
}

type Raw = Partial<Record<Column, string>> & { line: number; source: string };

function readTable(text: string): Raw[] | null {
  const first = text.split('\n').find((one) => one.trim() !== '') ?? '';
  for (const delimiter of delimiters) {
    const header = first.split(delimiter).map((cell) => columnOf(cell.trim().replace(/^"|"$/g, '')));
    if (!header.includes('email')) continue;
    const rows = cells(text, delimiter).slice(1);
    return rows.map(({ record, lines }) => {
      const raw: Raw = { line: lines, source: record.join(' ') };
      for (const [index, column] of header.entries()) {
        const cell = record[index]?.trim();
        if (column && cell) raw[column] ??= cell;
      }
      return raw;
    });
  }
  return null;
}

interface Cells {
  record: string[];
  lines: number;
}
/** Quoted as it should be, else as it stands. */
function cells(text: string, delimiter: string): Cells[] {
  for (const quote of ['"', null] as const) {
    try {
      const rows: unknown = parse(text, {
        ...{ delimiter, quote, info: true, skip_empty_lines: true },
        ...{ relax_column_count: true, relax_quotes: quote !== null },
      });
      return rows instanceof Array ? rows.map(asCells) : [];
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
    }
  }
  return [];
}
function asCells({ record, info }: { record: string[]; info: { lines: number } }): Cells {
  // A cell may go over several lines: the row's number is that of its first.
  return { record, lines: info.lines - record.join('').split('\n').length + 1 };
}

function readLines(text: string): Raw[] {
  return text.split('\n').flatMap((source, index): Raw[] => {
    if (source.trim() === '') return [];
    const line = index + 1;
    const found = [...source.matchAll(address)].map(([email]) => email);
    if (found.length === 0) return [{ line, source: source.trim() }];
    if (found.length === 1) return [withName(line, source, found[0] ?? '')];
    return source
      .split(/[,;](?=[^,;]*@)/)
      .flatMap((part) => [...part.matchAll(address)].map(([email]) => withName(line, part, email)));
  });
}
function withName(line: number, source: string, email: string): Raw {
  const name = source
    .replace(email, '')
    .replace(/[<>"()\t;]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^[,'\s]+|[,'\s]+$/g, '');
  return { line, source: source.trim(), email, ...(name ? { name } : {}) };
}

const low = (text: string): string => text.trim().toLowerCase().replace(/\s+/g, ' ');
function columnOf(heading: string): Column | null {
  for (const column of Object.keys(columnNames) as Column[]) {
    if (columnNames[column].includes(low(heading))) return column;
  }
  return null;
}
// Made once: a schema costs more than what it reads.
const lines = { short: line(120), long: line(200) };
function oneLine(text: string | undefined, length: keyof typeof lines): string | null {
  if (text === undefined) return null;
  const parsed = lines[length].safeParse(text.slice(0, length === 'short' ? 120 : 200));
  return parsed.success ? parsed.data : null;
}
function languageOf(given: string | undefined): Language | null {
  if (!given) return null;
  return languages.find((code) => code === low(given) || low(languageNames[code]) === low(given)) ?? null;
}
function categoryOf(given: string | undefined, categories: readonly Category[]): string | null {
  if (!given) return null;
  const found = categories.find(
    ({ key, label }) => key === low(given) || Object.values(label).some((text) => low(text) === low(given)),
  );
  return found?.key ?? null;
}
function countryOf(given: string | undefined, names: ReadonlyMap<string, string>): string | null {
  if (!given) return null;
  const code = CountryCode.safeParse(given.trim().toUpperCase());
  return code.success ? code.data : (names.get(low(given)) ?? null);
}

/** Country codes by their names in all the languages. */
async function countryCodes(): Promise<Map<string, string>> {
  const tables = await Promise.all(languages.map((language) => loadCountries(language)));
  return new Map(tables.flatMap((names) => Object.entries(names).map(([code, name]) => [low(name), code])));
}
