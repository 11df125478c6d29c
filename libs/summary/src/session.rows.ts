import { ratingSteps, type Report, type ReportPoll, type ReportQuestions } from '@foyer/contracts';
import { sql, type Sql } from '@foyer/platform';

/** So many of the words that people gave are told. */
const mostWords = 20;
type Ratings = Report['satisfaction'];

export const noQuestions: ReportQuestions = {
  ...{ asked: 0, published: 0, answered: 0, merged: 0, dismissed: 0, waiting: 0, votes: 0 },
};

/** What became of questions, by session; sessions without questions are left out. */
export async function readQuestionFigures(
  database: Sql,
  event: string,
): Promise<Map<string, ReportQuestions>> {
  const { rows } = await sql<ReportQuestions & { session: string }>`
    with asked as materialized (
      select q.id, q.session_id, q.state from question q join session s on s.id = q.session_id
      where s.event_id = ${event}
    ), voted as (
      select v.question_id as question, count(*) as votes from vote v join asked a on a.id = v.question_id
      where a.state in ('approved', 'answered') group by 1
    )
    select a.session_id as session, count(*) filter (where state <> 'withdrawn')::int as asked,
      count(*) filter (where state in ('approved', 'answered'))::int as published,
      count(*) filter (where state = 'answered')::int as answered,
      count(*) filter (where state = 'merged')::int as merged,
      count(*) filter (where state = 'dismissed')::int as dismissed,
      count(*) filter (where state = 'pending')::int as waiting,
      coalesce(sum(v.votes), 0)::int as votes
    from asked a left join voted v on v.question = a.id group by 1`.execute(database);
  return new Map(rows.map(({ session, ...figures }) => [session, figures]));
}

export function totalQuestions(all: Iterable<ReportQuestions>): ReportQuestions {
  const total = { ...noQuestions };
  for (const one of all) {
    total.asked += one.asked;
    total.published += one.published;
    total.answered += one.answered;
    total.merged += one.merged;
    total.dismissed += one.dismissed;
    total.waiting += one.waiting;
    total.votes += one.votes;
  }
  return total;
}

interface PollRow {
  id: string;
  session: string;
  slug: string;
  question: string | null;
  kind: ReportPoll['kind'];
  options: string[];
  answers: number;
  places: Record<string, number>;
  words: { said: string; count: number }[];
}

/**
 * Polls with their results, without words that are off the screens, and the ratings of sessions by session; drafts are
 * left out.
 */
export async function readPollFigures(
  database: Sql,
  event: string,
): Promise<{ polls: ReportPoll[]; ratings: Map<string, Ratings> }> {
  const { rows } = await sql<PollRow>`
    with told as materialized (
      select p.id, p.session_id, s.slug, s.starts_at, p.question, p.kind, p.options from poll p
      join session s on s.id = p.session_id where s.event_id = ${event} and p.state <> 'draft'
    ), given as materialized (
      select a.poll_id, a.choices, a.words from poll_answer a join told t on t.id = a.poll_id
    ), total as (
      select poll_id, count(*)::int as n from given group by 1
    ), place as (
      select poll_id, json_object_agg(place, n) as counts from (
        select poll_id, place, count(*)::int as n from given cross join unnest(choices) as place group by 1, 2
      ) c group by 1
    ), word as (
      select poll_id, json_agg(json_build_object('said', said, 'count', n) order by n desc, said) as words from (
        select poll_id, said, count(*)::int as n,
          row_number() over (partition by poll_id order by count(*) desc, said) as rank
        from given g cross join unnest(words) as said
        where not exists (select from poll_word h where h.poll_id = g.poll_id and h.word = said and h.hidden)
        group by 1, 2
      ) w where rank <= ${mostWords} group by 1
    )
    select t.id, t.session_id as session, t.slug, t.question, t.kind, t.options, coalesce(n.n, 0) as answers,
      coalesce(c.counts, '{}') as places, coalesce(w.words, '[]') as words
    from told t left join total n on n.poll_id = t.id left join place c on c.poll_id = t.id
      left join word w on w.poll_id = t.id
    order by t.starts_at, t.slug, t.id`.execute(database);
  const polls: ReportPoll[] = [];
  const ratings = new Map<string, Ratings>();
  for (const { session, slug, question, kind, options, answers, places, words } of rows) {
    if (question === null) ratings.set(session, ratingsOf(countsOf(places)));
    else {
      const ways = kind === 'rating' ? countsOf(places).map((_, step) => String(step + 1)) : options;
      const results = ways.map((said, place) => ({ said, count: places[place] ?? 0 }));
      polls.push({ session: slug, question, kind, answers, results: kind === 'words' ? words : results });
    }
  }
  return { polls, ratings };
}

const countsOf = (places: Record<string, number>): number[] =>
  Array.from({ length: ratingSteps }, (_, place) => places[place] ?? 0);

/** @param counts how many gave 1, 2, … */
export function ratingsOf(counts: readonly number[]): Ratings {
  const answers = counts.reduce((sum, count) => sum + count, 0);
  const sum = counts.reduce((total, count, step) => total + count * (step + 1), 0);
  return {
    ...{ answers, counts: [...counts] },
    average: answers === 0 ? null : Math.round((sum / answers) * 100) / 100,
  };
}

export const noRatings: Ratings = ratingsOf(Array.from({ length: ratingSteps }, () => 0));

/** All of them together. */
export function totalRatings(all: Iterable<Ratings>): Ratings {
  const counts = [...noRatings.counts];
  for (const one of all) one.counts.forEach((count, step) => (counts[step] = (counts[step] ?? 0) + count));
  return ratingsOf(counts);
}
