import { streamName, streams, type ProblemCode } from '@foyer/contracts';
import { sql, type Sql } from '@foyer/platform';

/** Where a question belongs. */
export interface Place {
  session: string;
  event: string;
}

/** The state that somebody wants. */
export interface Wish {
  question: number;
  person: string;
  up: boolean;
}

export interface WrittenVotes {
  /** The public stream's revision that holds them all. */
  rev: number;
  /** Whether anything was different before. */
  changed: boolean;
  /** By place in the batch. */
  refused: ReadonlyMap<number, ProblemCode>;
}

/**
 * Writes a group of wishes for one session, their counters and the change of the public stream, all or nothing.
 * @param wishes sorted by question, each question and person at most once
 */
export async function writeVotes(
  database: Sql,
  place: Place,
  wishes: readonly Wish[],
): Promise<WrittenVotes> {
  if (wishes.every((wish) => wish.up)) return writeInOne(database, place, wishes);
  // A vote is taken back only where this statement can see it: one that another process is just writing becomes
  // visible by waiting for the questions' locks in a statement before.
  return database.transaction().execute(async (transaction) => {
    await sql`
      select from question where id = any(${wishes.map((wish) => wish.question)}::int[])
      order by id for no key update`.execute(transaction);
    return writeInOne(transaction, place, wishes);
  });
}

interface Row {
  rev: number;
  changed: boolean;
  refused: [position: number, takesPart: boolean][];
}

/**
 * The questions are locked in order and looked at again once they are ours (a moderator may just have set one
 * aside); the stream's row is locked last, like everywhere.
 */
async function writeInOne(database: Sql, place: Place, wishes: readonly Wish[]): Promise<WrittenVotes> {
  const stream = streamName(streams.questions, { session: place.session });
  const questions = wishes.map((wish) => wish.question);
  const { rows } = await sql<Row>`
    with open as materialized (
      select id from question
      where id = any(${questions}::int[]) and session_id = ${place.session} and state = 'approved'
      order by id for no key update
    ), given as materialized (
      select w.n::int, w.q, w.p, w.up, w.q = any(array(select id from open)) as open,
        exists (select from event_role r where r.event_id = ${place.event} and r.person_id = w.p) as part
      from unnest(${questions}::int[], ${wishes.map((wish) => wish.person)}::uuid[],
        ${wishes.map((wish) => wish.up)}::boolean[]) with ordinality as w(q, p, up, n)
    ), wish as materialized (
      select q, p, up from given where open and part
    ), added as (
      insert into vote (question_id, person_id) select q, p from wish where up
      on conflict do nothing returning question_id
    ), gone as (
      delete from vote v using wish w
      where not w.up and v.question_id = w.q and v.person_id = w.p returning v.question_id
    ), delta as materialized (
      select question_id, sum(d)::int as d
      from (select question_id, 1 as d from added union all select question_id, -1 from gone) each
      group by question_id having sum(d) <> 0
    ), counted as (
      update question k set votes = k.votes + delta.d from delta where k.id = delta.question_id
      returning k.id, k.votes
    ), raised as (
      insert into stream (name, rev) select ${stream}, 1 where (select count(*) from counted) > 0
      on conflict (name) do update set rev = stream.rev + 1
      returning rev
    ), told as (
      insert into stream_change (stream, rev, change)
      select ${stream}, rev, jsonb_build_object('patch', jsonb_build_object('question',
        (select jsonb_object_agg(id, jsonb_build_object('votes', votes)) from counted)))
      from raised returning rev
    )
    select coalesce((select rev from told), (select rev from stream where name = ${stream}), 0)::int as rev,
      exists (select from raised) as changed,
      coalesce((select json_agg(json_build_array(n, part)) from given where not (open and part)), '[]') as refused
    `.execute(database);
  const row = rows[0];
  if (!row) throw new Error('the votes were not answered');
  return {
    rev: row.rev,
    changed: row.changed,
    refused: new Map(
      row.refused.map(([position, takesPart]) => [
        position - 1,
        takesPart ? 'question_state' : 'not_registered',
      ]),
    ),
  };
}
