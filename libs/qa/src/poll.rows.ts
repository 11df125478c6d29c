import { ratingSteps, type Poll, type PollAnswer, type PollResult } from '@foyer/contracts';
import { sql, type Sql } from '@foyer/platform';
import { inPlaces, type InSession } from './qa.rows.js';

const told = sql`id, kind, question, options, most, state, round, shown, opened_at as "openedAt"`;
const mostWordsShown = 60;
const mostTextsShown = 200;

interface AsideWord {
  word: string;
  held: boolean;
}
interface AsideText {
  text: string;
  held: boolean;
}
type Row = Omit<Poll, 'openedAt'> & { openedAt: Date | null };
const toPoll = ({ openedAt, ...row }: Row): Poll => ({
  ...row,
  openedAt: openedAt?.toISOString() ?? null,
});

/** @param drafts whether also those that the audience does not see */
export async function readPolls(database: Sql, session: string, drafts: boolean): Promise<Poll[]> {
  const { rows } = await sql<Row>`
    select ${told} from poll where session_id = ${session} and (${drafts} or state <> 'draft')
    order by id`.execute(database);
  return rows.map(toPoll);
}

/** A poll with the session it belongs to. */
export async function readPoll(database: Sql, id: string): Promise<(Poll & { session: string }) | null> {
  const { rows } = await sql<Row & { session: string }>`
    select ${told}, session_id as session from poll where id = ${id}`.execute(database);
  const [row] = rows;
  return row ? { ...toPoll(row), session: row.session } : null;
}

/** Counted from the answers as they are. Who has given words that are off the screens counts, the words do not. */
export async function readResult(
  database: Sql,
  poll: Pick<Poll, 'id' | 'kind' | 'options'>,
): Promise<PollResult> {
  const { rows } = await sql<{ total: number; counts: Record<string, number>; words: PollResult['words'] }>`
    with given as materialized (select choices, words from poll_answer where poll_id = ${poll.id})
    select (select count(*)::int from given) as total,
      coalesce((select json_object_agg(place, n) from
        (select place, count(*)::int as n from given, unnest(choices) as place group by place) as c), '{}') as counts,
      coalesce((select json_agg(json_build_object('word', word, 'count', n) order by n desc, word) from
        (select word, count(*)::int as n from given, unnest(words) as word
          where word not in (select h.word from poll_word h where h.poll_id = ${poll.id} and h.hidden)
          group by word order by n desc, word limit ${mostWordsShown}) as w), '[]') as words`.execute(
    database,
  );
  const row = rows[0] ?? { total: 0, counts: {}, words: [] };
  const places = poll.kind === 'rating' ? ratingSteps : poll.options.length;
  return {
    total: row.total,
    counts: Array.from({ length: places }, (_, place) => row.counts[place] ?? 0),
    words: row.words,
  };
}

/** The latest texts that are on the screens, by their numbers. */
export async function readTexts(database: Sql, poll: string): Promise<Record<string, { text: string }>> {
  const { rows } = await sql<{ number: number; text: string }>`
    select number, text from poll_answer where poll_id = ${poll} and text is not null and not hidden
    order by number desc limit ${mostTextsShown}`.execute(database);
  return Object.fromEntries(rows.map(({ number, text }) => [number, { text }]));
}

/** Names a word among what is off the screens. In quotes, since not every word can name an entry: `__proto__` cannot. */
export const nameOfWord = (word: string): string => JSON.stringify(word);

/** What is off the screens. */
export async function readAside(
  database: Sql,
  poll: string,
): Promise<{ word: Record<string, AsideWord>; text: Record<string, AsideText> }> {
  const { rows: words } = await sql<AsideWord>`
    select word, held from poll_word where poll_id = ${poll} and hidden`.execute(database);
  const { rows: texts } = await sql<AsideText & { number: number }>`
    select number, text, held from poll_answer where poll_id = ${poll} and text is not null and hidden`.execute(
    database,
  );
  return {
    word: Object.fromEntries(words.map((one) => [nameOfWord(one.word), one])),
    text: Object.fromEntries(texts.map(({ number, ...one }) => [number, one])),
  };
}

export async function hasAnswered(database: Sql, poll: string, person: string): Promise<boolean> {
  const { rows } = await sql`
    select from poll_answer where poll_id = ${poll} and person_id = ${person}`.execute(database);
  return rows.length > 0;
}

/** What a person has answered in a session, by poll. */
export async function readOwnAnswers(
  database: Sql,
  asked: readonly InSession[],
): Promise<Record<string, PollAnswer>[]> {
  const { rows } = await sql<PollAnswer & { place: number; poll: string }>`
    select k.place::int, a.poll_id as poll, a.choices, a.words, a.text
    from unnest(${asked.map((one) => one.session)}::uuid[], ${asked.map((one) => one.person)}::uuid[])
      with ordinality as k(session, person, place)
    join poll_answer a on a.person_id = k.person
    join poll p on p.id = a.poll_id and p.session_id = k.session`.execute(database);
  return inPlaces(asked.length, rows, ({ place: _, poll, ...answer }): [string, PollAnswer] => [
    poll,
    answer,
  ]).map((answers) => Object.fromEntries(answers));
}
