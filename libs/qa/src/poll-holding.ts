import type { Poll } from '@foyer/contracts';
import { sql, type Tx } from '@foyer/platform';
import { nameOfWord, readPoll } from './poll.rows.js';
import { tellAside, tellResults } from './poll-hiding.js';
import { logAnswerSteps, type NamedAnswer } from './poll-steps.js';
import { listedIn, type Lists } from './question-marks.js';

/** Whether the lists hold a word or a text; null where nothing is listed. */
export function holdsBy(lists: Lists): ((text: string) => boolean) | null {
  if (lists.starter.length === 0 && Object.values(lists.words).flat().length === 0) return null;
  const listed = listedIn(lists);
  return (text) => listed(text).length > 0;
}

/**
 * Holds words of a poll that nothing is decided about: what a moderator has shown stays on the screens. Needs the poll's
 * lock.
 * @param words those that the lists hold
 * @returns those that were not held before
 */
export async function holdWords(tx: Tx, poll: string, words: readonly string[]): Promise<NamedAnswer[]> {
  if (words.length === 0) return [];
  const { rows } = await sql<{ word: string }>`
    insert into poll_word (poll_id, word, hidden, held)
    select ${poll}, word, true, true from unnest(${words}::text[]) as word
    on conflict (poll_id, word) do nothing returning word`.execute(tx.sql);
  for (const { word } of rows)
    tellAside(tx, poll, { put: { word: { [nameOfWord(word)]: { word, held: true } } } });
  return rows.map(({ word }) => ({ answer: word, number: null }));
}

/** A text as it was written just now. */
export interface WrittenText {
  number: number;
  text: string;
  hidden: boolean;
  held: boolean;
  /** As it was before; null of a new one. */
  was: boolean | null;
}

/**
 * Tells those who may see them of texts that were written.
 * @returns those that the lists have taken off the screens by this
 */
export function tellTexts(
  tx: Tx,
  poll: Pick<Poll, 'id' | 'round'>,
  texts: readonly WrittenText[],
): NamedAnswer[] {
  const shown = texts.filter(({ hidden }) => !hidden);
  const aside = texts.filter(({ hidden }) => hidden);
  const gone = aside.filter(({ was }) => was === false).map(({ number }) => String(number));
  tellResults(tx, poll, {
    ...(shown.length > 0
      ? { put: { text: Object.fromEntries(shown.map(({ number, text }) => [number, { text }])) } }
      : {}),
    ...(gone.length > 0 ? { drop: { text: gone } } : {}),
  });
  if (aside.length > 0)
    tellAside(tx, poll.id, {
      put: { text: Object.fromEntries(aside.map(({ number, text, held }) => [number, { text, held }])) },
    });
  return aside.filter(({ was }) => !was).map(({ text, number }) => ({ answer: text, number }));
}

/** Writes down what the lists have held by themselves. */
export async function logHeld(tx: Tx, id: string, held: readonly NamedAnswer[], at: Date): Promise<void> {
  const poll = held.length > 0 ? await readPoll(tx.sql, id) : null;
  if (poll) await logAnswerSteps(tx, { poll, actor: null, step: 'answer-held', at }, held);
}
