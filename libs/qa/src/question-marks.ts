import { MarkKind, markKinds, type Language, type QuestionFilter, type QuestionMark } from '@foyer/contracts';
import { sql, type Sql } from '@foyer/platform';
import { linksIn } from './link-finding.js';
import { starterFilter } from './starter-words.js';
import { WordFilter } from './word-filter.js';

/** So many are told of one question: more than anybody reads. */
const most = 10;

/** The words that an event has listed, without its links. */
export type Lists = Pick<QuestionFilter, 'words' | 'starter'>;

/** An event's lists as they are saved; without a row as the defaults have them. */
export async function readFilter(database: Sql, event: string): Promise<QuestionFilter> {
  const { rows } = await sql<QuestionFilter>`
    select words, starter, links, version from question_filter where event_id = ${event}`.execute(database);
  return rows[0] ?? { words: {}, starter: [], links: true, version: 0 };
}

/** What of the lists stands in a text, as it is listed, each once. For many texts it is made once. */
export function listedIn({ words, starter }: Lists): (text: string) => string[] {
  const own = new WordFilter(Object.values(words).flat());
  const filters = [own, ...starter.map((language: Language) => starterFilter(language))];
  return (text) => [...new Set(filters.flatMap((filter) => filter.find(text)))];
}

/** What of a question the event's lists hold questions for. */
export async function marksOf(database: Sql, event: string, text: string): Promise<QuestionMark[]> {
  const filter = await readFilter(database, event);
  const marks: QuestionMark[] = [
    ...(filter.links ? linksIn(text) : []).map((link) => ({ kind: 'link' as const, text: link })),
    ...listedIn(filter)(text).map((word) => ({ kind: 'word' as const, text: word })),
  ];
  return marks.slice(0, most);
}

/** A mark as a row keeps it. */
export const keptMark = ({ kind, text }: QuestionMark): string => `${kind}:${text}`;

/** A mark from a row. */
export function markFrom(kept: string): QuestionMark {
  const at = kept.indexOf(':');
  return { kind: MarkKind.parse(kept.slice(0, at)), text: kept.slice(at + 1) };
}

/** What kinds of marks a row has. */
export const kindsIn = (kept: readonly string[]): MarkKind[] =>
  markKinds.filter((kind) => kept.some((mark) => mark.startsWith(`${kind}:`)));
