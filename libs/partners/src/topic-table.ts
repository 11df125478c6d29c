import {
  languages,
  Slug,
  type Language,
  type LocalisedText,
  type Synonyms,
  type topicFaults,
} from '@foyer/contracts';
import { parse, type InfoRecord } from 'csv-parse/sync';
import { topicKey } from './topic-key.js';
import type { GivenTopic } from './topic-writer.js';

export interface TopicFault {
  line: number;
  fault: (typeof topicFaults)[number];
  text: string;
}
interface Row extends Omit<GivenTopic, 'parent' | 'answers'> {
  line: number;
  parent: string;
  answers: string[];
}
export interface KnownTopic {
  key: string;
  names: string[];
  part: boolean;
}

const longest = 80;
const isLanguage = (name: string): name is Language => languages.some((language) => language === name);
const plain = (name: string): string => name.trim().toLowerCase();

/**
 * Reads a table of topics: a heading line with languages, and `key`, `parent` and `answers` where one likes; in a cell
 * the name comes first, other names for the same behind `|` or `;`. Without a heading each line is a topic in the
 * event's first language.
 * @param known what the event has: rows are compared with it by key, or by a name
 */
export function readTopicTable(
  table: string,
  usual: Language,
  known: readonly KnownTopic[],
): { topics: GivenTopic[]; faults: TopicFault[] } {
  const faults: TopicFault[] = [];
  const rows = readRows(table, usual, known, faults);
  const byName = new Map<string, string>();
  for (const { key, names } of known) for (const name of [key, ...names]) byName.set(plain(name), key);
  const seen = new Map<string, string>();
  for (const row of rows) {
    for (const name of [...Object.values(row.labels), ...Object.values(row.synonyms).flat()]) {
      const other = seen.get(plain(name));
      if (other !== undefined && other !== row.key)
        faults.push({ line: row.line, fault: 'name-twice', text: name });
      seen.set(plain(name), row.key);
      byName.set(plain(name), row.key);
    }
    byName.set(plain(row.key), row.key);
  }
  const parts = new Set([
    ...known.filter(({ part }) => part).map(({ key }) => key),
    ...rows.filter(({ parent }) => parent !== '').map(({ key }) => key),
  ]);
  const topics = rows.map(({ line, parent, answers, ...row }) => {
    const above = parent === '' ? null : byName.get(plain(parent));
    if (above === undefined) faults.push({ line, fault: 'unknown-parent', text: parent });
    else if (above !== null && (parts.has(above) || above === row.key))
      faults.push({ line, fault: 'deep', text: parent });
    for (const answer of answers) {
      if (!byName.has(plain(answer))) faults.push({ line, fault: 'unknown-answer', text: answer });
    }
    return {
      ...row,
      parent: above ?? null,
      answers: answers.flatMap((answer) => byName.get(plain(answer)) ?? []),
    };
  });
  return { topics, faults: faults.sort((one, other) => one.line - other.line) };
}

function readRows(table: string, usual: Language, known: readonly KnownTopic[], faults: TopicFault[]): Row[] {
  const delimiter = ['\t', ';', ','].find((sign) => table.split('\n')[0]?.includes(sign)) ?? ',';
  const records: { record: string[]; line: number }[] = [];
  parse(table.replace(/^\uFEFF/, ''), {
    ...{ delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: true, trim: true },
    on_record: (record: string[], { lines }: InfoRecord) => {
      records.push({ record, line: lines });
      return null;
    },
  });
  const first = records[0]?.record.map(plain) ?? [];
  const headed = first.some(isLanguage) || first.includes('key');
  const columns = headed ? first : [usual];
  const split = delimiter === ';' ? /\|/ : /[|;]/;
  const taken = new Set(known.map(({ key }) => key));
  const ofName = new Map(known.flatMap(({ key, names }) => names.map((name) => [plain(name), key] as const)));
  const rows = new Map<string, Row>();
  for (const { record, line } of headed ? records.slice(1) : records) {
    const cells = new Map(columns.map((column, index) => [column, record[index] ?? '']));
    const list = (column: string) =>
      (cells.get(column) ?? '').split(split).flatMap((cell) => cell.trim() || []);
    const labels: LocalisedText = {};
    const synonyms: Synonyms = {};
    for (const language of columns.filter(isLanguage)) {
      const [label, ...others] = list(language);
      if (label !== undefined) labels[language] = label;
      if (others.length > 0) synonyms[language] = others.slice(0, 30);
    }
    const names = [...Object.values(labels), ...Object.values(synonyms).flat()];
    const wrong = names.find((name) => name.length > longest);
    const given = cells.get('key') ?? '';
    if (names.length === 0) faults.push({ line, fault: 'no-name', text: record.join(' ') });
    else if (wrong !== undefined) faults.push({ line, fault: 'too-long', text: wrong.slice(0, longest) });
    else if (given !== '' && !Slug.safeParse(given).success)
      faults.push({ line, fault: 'bad-key', text: given });
    else {
      const key =
        given || names.flatMap((name) => ofName.get(plain(name)) ?? [])[0] || topicKey(labels, taken);
      taken.add(key);
      if (rows.has(key)) faults.push({ line, fault: 'name-twice', text: given || (names[0] ?? '') });
      rows.set(key, {
        line,
        key,
        labels,
        synonyms,
        parent: cells.get('parent') ?? '',
        answers: list('answers'),
      });
    }
  }
  return [...rows.values()];
}
