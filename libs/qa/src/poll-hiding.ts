import { streamName, streams, type Poll, type StreamChange } from '@foyer/contracts';
import { Problem, sql, type Tx } from '@foyer/platform';
import { nameOfWord, readResult } from './poll.rows.js';
import type { NamedAnswer } from './poll-steps.js';

type Locked = Pick<Poll, 'id' | 'kind' | 'options' | 'round'>;

/**
 * Takes a word off the screens, or shows it again, whoever gives it and when. Needs the poll's lock, so that nobody who
 * counts meanwhile has it still.
 * @returns what has changed; null where it was so already
 * @throws Problem not_found for a word that nobody gives and nothing is decided about
 */
export async function hideWord(
  tx: Tx,
  poll: Locked,
  word: string,
  hidden: boolean,
): Promise<NamedAnswer | null> {
  const { rows } = await sql<{ given: boolean; hidden: boolean | null }>`
    select exists (select from poll_answer where poll_id = ${poll.id} and ${word} = any(words)) as given,
      (select hidden from poll_word where poll_id = ${poll.id} and word = ${word}) as hidden`.execute(tx.sql);
  const { given = false, hidden: was = null } = rows[0] ?? {};
  if (!given && was === null) throw new Problem('not_found');
  if ((was ?? false) === hidden) return null;
  await sql`
    insert into poll_word (poll_id, word, hidden) values (${poll.id}, ${word}, ${hidden})
    on conflict (poll_id, word) do update set hidden = excluded.hidden, held = false`.execute(tx.sql);
  tellResults(tx, poll, { put: { result: { [poll.id]: await readResult(tx.sql, poll) } } });
  tellAside(
    tx,
    poll.id,
    hidden
      ? { put: { word: { [nameOfWord(word)]: { word, held: false } } } }
      : { drop: { word: [nameOfWord(word)] } },
  );
  return { answer: word, number: null };
}

/**
 * The same of a text.
 * @param name its number among the answers, as the results have it
 */
export async function hideText(
  tx: Tx,
  poll: Locked,
  name: string,
  hidden: boolean,
): Promise<NamedAnswer | null> {
  const { rows } = await sql<{ number: number; text: string; hidden: boolean }>`
    select number, text, hidden from poll_answer
    where poll_id = ${poll.id} and number::text = ${name} and text is not null`.execute(tx.sql);
  const [found] = rows;
  if (!found) throw new Problem('not_found');
  const { number, text } = found;
  if (found.hidden === hidden) return null;
  await sql`
    update poll_answer set hidden = ${hidden}, held = false
    where poll_id = ${poll.id} and number = ${number}`.execute(tx.sql);
  const drop = { drop: { text: [String(number)] } };
  tellResults(tx, poll, hidden ? drop : { put: { text: { [number]: { text } } } });
  tellAside(tx, poll.id, hidden ? { put: { text: { [number]: { text, held: false } } } } : drop);
  return { answer: text, number };
}

export function tellResults(tx: Tx, poll: Pick<Locked, 'id' | 'round'>, change: StreamChange): void {
  tx.change(streamName(streams.pollResults, { poll: poll.id, round: String(poll.round) }), change);
}
/** For moderators alone. */
export function tellAside(tx: Tx, poll: string, change: StreamChange): void {
  tx.change(streamName(streams.pollAside, { poll }), change);
}

/** With texts that are gone goes what was said of them. Needs the locks of their polls. */
export async function forgetTexts(tx: Tx, gone: readonly { poll: string; number: number }[]): Promise<void> {
  if (gone.length === 0) return;
  await sql`
    update poll_step t set answer = null
    from jsonb_to_recordset(${JSON.stringify(gone)}::jsonb) as g(poll uuid, number int)
    where t.poll_id = g.poll and t.number = g.number and t.answer is not null`.execute(tx.sql);
  for (const { poll, number } of gone) tellAside(tx, poll, { drop: { text: [String(number)] } });
}

/** Of words that nobody gives any more nothing is kept, as far as these polls go. Needs their locks. */
export async function forgetWords(tx: Tx, polls: readonly string[]): Promise<void> {
  if (polls.length === 0) return;
  const { rows } = await sql<{ poll: string; word: string }>`
    delete from poll_word w where w.poll_id = any(${polls}::uuid[])
      and not exists (select from poll_answer a where a.poll_id = w.poll_id and w.word = any(a.words))
    returning w.poll_id as poll, w.word`.execute(tx.sql);
  await sql`
    update poll_step t set answer = null
    where t.poll_id = any(${polls}::uuid[]) and t.number is null and t.answer is not null
      and not exists (select from poll_answer a where a.poll_id = t.poll_id and t.answer = any(a.words))`.execute(
    tx.sql,
  );
  for (const { poll, word } of rows) tellAside(tx, poll, { drop: { word: [nameOfWord(word)] } });
}
