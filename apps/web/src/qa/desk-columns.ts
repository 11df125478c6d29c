import type { DeskQuestion } from '@foyer/contracts';
import { searchFor } from './question-search.js';

export const columns = ['waiting', 'live', 'done'] as const;
export type Column = (typeof columns)[number];

/** A question on the desk with its votes, which the public stream knows. */
export type Counted = DeskQuestion & { votes: number };
export type Columns = Record<Column, Counted[]>;

export function columnOf({ state }: DeskQuestion): Column {
  if (state === 'pending') return 'waiting';
  return state === 'approved' ? 'live' : 'done';
}

/**
 * What waits in the order it came; what is live by votes, with what is answered now and pinned on top; what is done,
 * the latest first.
 */
export function inColumns(questions: readonly DeskQuestion[], votesOf: (id: number) => number): Columns {
  const all = questions.map((question) => ({ ...question, votes: votesOf(question.id) }));
  const within = (column: Column) => all.filter((question) => columnOf(question) === column);
  return {
    waiting: within('waiting').toSorted((a, b) => a.id - b.id),
    live: within('live').toSorted(
      (a, b) =>
        Number(b.answering) - Number(a.answering) ||
        Number(b.pinned) - Number(a.pinned) ||
        b.votes - a.votes ||
        a.id - b.id,
    ),
    done: within('done').toSorted((a, b) => b.id - a.id),
  };
}

/** Those of a tag alone; all where none is chosen. */
export function withTag(desk: Columns, tag: string | null): Columns {
  if (tag === null) return desk;
  const bears = (questions: Counted[]) => questions.filter((question) => question.tags.includes(tag));
  return { waiting: bears(desk.waiting), live: bears(desk.live), done: bears(desk.done) };
}

/** Those that have all the words in them, or in their asker's name; all where nothing is searched for. */
export function withWords(
  desk: Columns,
  words: string,
  askerOf: (question: DeskQuestion) => string,
): Columns {
  const fits = searchFor<Counted>(words, (question) => [question.text, question.original, askerOf(question)]);
  if (!fits) return desk;
  return {
    waiting: desk.waiting.filter(fits),
    live: desk.live.filter(fits),
    done: desk.done.filter(fits),
  };
}

/** The tags of a desk's questions and how many bear each, in the order of the alphabet. */
export function tagsOf(desk: Columns): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const tag of walk(desk).flatMap(({ tags }) => tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return new Map([...counts].toSorted(([a], [b]) => a.localeCompare(b)));
}

/** What a moderator may do with a question, by the key that does it. */
export const acts = [
  'approve',
  'dismiss',
  'answer',
  'edit',
  'merge',
  'pin',
  'spotlight',
  'reply',
  'unmerge',
  'assign',
  'tag',
] as const;
export type Act = (typeof acts)[number];

/** What the question's state allows: the first two stand on the card, the others behind a button. */
export function actsOf({ state, answering }: DeskQuestion): readonly Act[] {
  switch (state) {
    case 'pending':
      return ['approve', 'dismiss', 'edit', 'merge', 'assign', 'tag'];
    case 'approved':
      return answering
        ? ['answer', 'dismiss', 'spotlight', 'reply', 'assign', 'tag', 'pin', 'edit', 'merge']
        : ['spotlight', 'answer', 'assign', 'tag', 'pin', 'reply', 'edit', 'merge', 'dismiss'];
    case 'answered':
      return ['approve', 'reply', 'tag'];
    case 'dismissed':
      return ['approve', 'tag'];
    case 'merged':
      return ['unmerge'];
    default:
      return [];
  }
}
/** So many acts stand on the card itself. */
export const onCard = 2;

/** Whether one question can stand for another: what everybody sees must not vanish into what they do not. */
export function mayMerge(question: DeskQuestion, into: DeskQuestion): boolean {
  if (question.id === into.id) return false;
  if (question.state === 'pending') return into.state === 'pending' || into.state === 'approved';
  return question.state === 'approved' && into.state === 'approved';
}

/** All questions in the order in which j and k walk through them. */
export const walk = (desk: Columns): Counted[] => columns.flatMap((column) => desk[column]);

/** The neighbour to go to: the selected one's, or the first where nothing is selected. */
export function neighbour(desk: Columns, selected: number | null, step: 1 | -1): number | null {
  const ids = walk(desk).map((question) => question.id);
  const index = selected === null ? -1 : ids.indexOf(selected);
  if (index < 0) return ids[0] ?? null;
  return ids[Math.min(ids.length - 1, Math.max(0, index + step))] ?? null;
}

/** Where to go when the selected question leaves its column: the next one there, else the one before. */
export function successor(desk: Columns, leaving: number): number | null {
  for (const column of columns) {
    const ids = desk[column].map((question) => question.id);
    const index = ids.indexOf(leaving);
    if (index >= 0) return ids[index + 1] ?? ids[index - 1] ?? neighbour(desk, leaving, 1);
  }
  return null;
}
