import {
  erasedName,
  ratingSteps,
  type ExportedPoll,
  type ExportedQuestion,
  type ExportedVotes,
} from '@foyer/contracts';
import { sql, type Sql } from '@foyer/platform';
import { isGone, markFrom, type LogScope } from '@foyer/qa';

/** What session `s` has to be. */
const within = (scope: LogScope) =>
  'session' in scope ? sql`s.id = ${scope.session}` : sql`s.event_id = ${scope.event}`;

/** Whether there is anything of it. */
export async function hasInteractions(database: Sql, scope: LogScope): Promise<boolean> {
  const { rows } = await sql<{ any: boolean }>`
    select exists (select from session s where ${within(scope)} and (
      exists (select from question q where q.session_id = s.id)
      or exists (select from poll p where p.session_id = s.id)
      or exists (select from moderation_step m where m.session_id = s.id)
      or exists (select from poll_step t where t.session_id = s.id))) as any`.execute(database);
  return rows[0]?.any ?? false;
}

export interface ExportedSession {
  id: string;
  slug: string;
  title: Record<string, string>;
  startsAt: Date;
  endsAt: Date;
}
/** The sessions of the scope, in the order of the programme. */
export async function readSessionsOf(database: Sql, scope: LogScope): Promise<ExportedSession[]> {
  const { rows } = await sql<ExportedSession>`
    select s.id, s.slug, s.title, s.starts_at as "startsAt", s.ends_at as "endsAt"
    from session s where ${within(scope)} order by s.starts_at, s.slug`.execute(database);
  return rows;
}

type QuestionRow = Omit<ExportedQuestion, 'askedAt' | 'publishedAt' | 'answeredAt' | 'marks'> & {
  marks: string[];
  askedAt: Date;
  publishedAt: Date | string | null;
  answeredAt: Date | null;
};
const instant = (at: Date | string | null): string | null =>
  at === null ? null : new Date(at).toISOString();

/**
 * All questions but those that their askers have taken back, or whose askers have erased their data: these are left
 * out whole, so that the two cannot be told apart. Nothing of an anonymous one leads to its asker.
 */
export async function readQuestions(database: Sql, scope: LogScope): Promise<ExportedQuestion[]> {
  const { rows } = await sql<QuestionRow>`
    select s.slug as session, q.id, q.text, q.original, q.anonymous, q.author,
      q.organisation,
      r.category, r.country, q.state, q.reason, q.usual_reason as "usualReason",
      case when q.state = 'merged' then (select count(*)::int from vote v where v.question_id = q.id)
        else q.votes end as votes,
      q.asked_at as "askedAt",
      case
        when q.state = 'approved' then q.moderated_at
        when q.state <> 'pending' then
          (select (m.before->>'moderatedAt')::timestamptz from moderation_step m
            where m.question_id = q.id and m.before->>'state' = 'approved' order by m.id desc limit 1)
      end as "publishedAt",
      q.answered_at as "answeredAt", q.reply, q.merged_into_id as "mergedInto", q.pinned,
      p.name as assigned, q.tags, q.marks
    from question q join session s on s.id = q.session_id
      left join registration r on r.event_id = s.event_id and r.person_id = q.person_id and not q.anonymous
      left join speaker p on p.id = q.assigned_id
    where ${within(scope)} and not ${isGone} order by s.starts_at, s.slug, q.id`.execute(database);
  return rows.map((row) => ({
    ...row,
    marks: row.marks.map(markFrom),
    askedAt: new Date(row.askedAt).toISOString(),
    publishedAt: instant(row.publishedAt),
    answeredAt: instant(row.answeredAt),
  }));
}

/** How many votes each of the same questions has. */
export async function readVoteCounts(database: Sql, scope: LogScope): Promise<ExportedVotes[]> {
  const { rows } = await sql<ExportedVotes>`
    select s.slug as session, q.id as question, count(*) filter (where not v.united)::int as given,
      count(*) filter (where v.united)::int as united
    from question q join session s on s.id = q.session_id left join vote v on v.question_id = q.id
    where ${within(scope)} and not ${isGone}
    group by s.id, q.id order by s.starts_at, s.slug, q.id`.execute(database);
  return rows;
}

interface PollRow extends Pick<ExportedPoll, 'session' | 'id' | 'kind' | 'question' | 'state' | 'answers'> {
  options: string[];
  openedAt: Date | null;
  counts: Record<string, number>;
  words: { word: string; count: number; hidden: boolean }[];
  texts: string[];
  hiddenTexts: string[];
}
/**
 * Polls with their results, and what of these is off the screens. Of those who have erased their data, choices count and
 * words are gone.
 */
export async function readPolls(database: Sql, scope: LogScope): Promise<ExportedPoll[]> {
  const { rows } = await sql<PollRow>`
    with given as materialized (
      select a.poll_id, a.choices, a.words, a.text, a.hidden, exists (select from registration r
        where r.event_id = s.event_id and r.person_id = a.person_id and r.name = ${erasedName}) as gone
      from poll_answer a join poll p on p.id = a.poll_id join session s on s.id = p.session_id
      where ${within(scope)}
    ), chosen as (
      select poll_id, jsonb_object_agg(place, n) as counts from (
        select poll_id, place, count(*)::int as n from given, unnest(choices) as place group by poll_id, place) as c
      group by poll_id
    ), said as (
      select w.poll_id, jsonb_agg(jsonb_build_object('word', w.word, 'count', n, 'hidden', coalesce(h.hidden, false))
        order by n desc, w.word) as words
      from (
        select poll_id, word, count(*)::int as n from given, unnest(words) as word
        where not gone group by poll_id, word) as w
        left join poll_word h on h.poll_id = w.poll_id and h.word = w.word
      group by w.poll_id
    ), whole as (
      select poll_id, count(*)::int as answers,
        coalesce(jsonb_agg(text order by text) filter (where text is not null and not gone and not hidden), '[]')
          as texts,
        coalesce(jsonb_agg(text order by text) filter (where text is not null and not gone and hidden), '[]')
          as "hiddenTexts"
      from given group by poll_id
    )
    select s.slug as session, p.id, p.kind, p.question, p.options, p.state, p.opened_at as "openedAt",
      coalesce(w.answers, 0) as answers, coalesce(w.texts, '[]') as texts,
      coalesce(w."hiddenTexts", '[]') as "hiddenTexts", coalesce(c.counts, '{}') as counts,
      coalesce(d.words, '[]') as words
    from poll p join session s on s.id = p.session_id
      left join whole w on w.poll_id = p.id left join chosen c on c.poll_id = p.id left join said d on d.poll_id = p.id
    where ${within(scope)} order by s.starts_at, s.slug, p.id`.execute(database);
  return rows.map(pollOf);
}

function pollOf({ counts, words, options, openedAt, ...poll }: PollRow): ExportedPoll {
  const share = (count: number): number =>
    poll.answers ? Math.round((count / poll.answers) * 10_000) / 10_000 : 0;
  const names =
    poll.kind === 'rating' ? Array.from({ length: ratingSteps }, (_, at) => String(at + 1)) : options;
  return {
    ...poll,
    openedAt: instant(openedAt),
    options: names.map((option, place) => {
      const count = counts[place] ?? 0;
      return { option, count, share: share(count) };
    }),
    words: words.map(({ word, count, hidden }) => ({ word, count, share: share(count), hidden })),
  };
}
