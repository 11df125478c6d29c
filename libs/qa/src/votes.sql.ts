import type { ProblemCode } from '@foyer/contracts';
import { thoseWhoMayAskSql } from '@foyer/events';
import { sql, type Database } from '@foyer/platform';

/** Where a question belongs. */
export interface Place {
  session: string;
  event: string;
  /** The room's public stream. */
  stream: string;
}

/** The state that somebody wants. */
export interface Wish {
  question: number;
  person: string;
  up: boolean;
}

/** What became of a wish. */
export interface Written {
  up: boolean;
  /** From this revision of the public stream on, its count holds the vote. */
  rev: number;
}

export interface WrittenVotes {
  /** The public stream's revision that holds them all. */
  rev: number;
  /** Whether anything was different before. */
  changed: boolean;
  /** By place in the batch. */
  refused: ReadonlyMap<number, Refusal>;
}

/** Why a wish was not written. */
export interface Refusal {
  code: ProblemCode;
  /** The question that stands for it by now, where everybody has seen both. */
  into: number | null;
}

/**
 * Writes a group of wishes for one session, their counters and the change of the public stream, all or nothing.
 * @param wishes sorted by question, each question and person at most once
 */
export async function writeVotes(
  database: Database,
  place: Place,
  wishes: readonly Wish[],
): Promise<WrittenVotes> {
  if (wishes.every((wish) => wish.up)) {
    const { ups: _, questions, people, ...where } = given(place, wishes);
    const values = [...Object.values(where), arrayText(questions), arrayText(people)];
    // Groups of one room follow each other: they would wait for each other's locks.
    const rows = await database.prepared('votes', allGiven, values, `votes of ${place.session}`);
    // They are committed by now: whose vote was taken is told so, whatever becomes of this look.
    return told(wishes, rows, (ids) => standFor(database.sql, place, ids).catch(() => nothing));
  }
  // A vote is taken back only where this statement can see it: one that another process is just writing becomes
  // visible by waiting for the questions' locks in a statement before.
  return database.sql.transaction().execute(async (transaction) => {
    await sql`
      select from question where id = any(${wishes.map((wish) => wish.question)}::int[])
      order by id for no key update`.execute(transaction);
    const values = given(place, wishes);
    const { rows } = await statement(
      {
        stream: sql`${values.stream}`,
        session: sql`${values.session}`,
        event: sql`${values.event}`,
        questions: sql`${values.questions}`,
        people: sql`${values.people}`,
        ups: sql`${values.ups}::boolean[]`,
      },
      true,
    ).execute(transaction);
    return told(wishes, rows, (ids) => standFor(transaction, place, ids));
  });
}

interface Row {
  rev: number;
  changed: boolean;
  refused: [position: number, takesPart: boolean][];
}

type Part = ReturnType<typeof sql>;

/** What the statement is about. */
type Given = Record<'stream' | 'session' | 'event' | 'questions' | 'people' | 'ups', Part>;

const given = (place: Place, wishes: readonly Wish[]) => ({
  stream: place.stream,
  session: place.session,
  event: place.event,
  questions: wishes.map((wish) => wish.question),
  people: wishes.map((wish) => wish.person),
  ups: wishes.map((wish) => wish.up),
});

/** An array as PostgreSQL writes it, of values that need no quotes: the driver looks at every letter of them. */
const arrayText = (values: readonly (string | number)[]): string => `{${values.join(',')}}`;

/**
 * Whoever takes a vote back from a question takes it back from those that were merged into it too: taken apart
 * again, none of them may bring it back.
 */
const gone = ({ session }: Given): Part => sql`family(root, id) as (
      select distinct q, q from wish where not up
      union all select f.root, c.id from family f join question c on c.merged_into_id = f.id
      where c.session_id = ${session}::uuid
    ), gone as (
      delete from vote v using wish w join family f on f.root = w.q
      where not w.up and v.question_id = f.id and v.person_id = w.p
      returning v.question_id, v.question_id = w.q as counted
    )`;
/** Where all are given, which is nearly always, nothing is looked for. */
const nothingGone: Part = sql`gone as (select null::int as question_id, false as counted where false)`;

/**
 * The questions are locked in order and looked at again once they are ours (a moderator may just have set one
 * aside); the stream's row is locked last, like everywhere.
 */
function statement(given: Given, takesBack: boolean): ReturnType<typeof sql<Row>> {
  const { stream, session, event, questions, people, ups } = given;
  return sql<Row>`
    with recursive open as materialized (
      select id from question
      where id = any(${questions}::int[]) and session_id = ${session}::uuid and state = 'approved'
      order by id for no key update
    ), taking as materialized (${thoseWhoMayAskSql(event, sql`${people}::uuid[]`)}), given as materialized (
      select w.n::int, w.q, w.p, w.up, o.id is not null as open, w.p in (select person_id from taking) as part
      from unnest(${questions}::int[], ${people}::uuid[], ${ups}) with ordinality as w(q, p, up, n)
      left join open o on o.id = w.q
    ), wish as materialized (
      select q, p, up from given where open and part
    ), added as (
      insert into vote (question_id, person_id) select q, p from wish where up
      on conflict do nothing returning question_id
    ), ${takesBack ? gone(given) : nothingGone}, delta as materialized (
      select question_id, sum(d)::int as d
      from (select question_id, 1 as d from added union all select question_id, -1 from gone where counted) each
      group by question_id having sum(d) <> 0
    ), counted as (
      update question k set votes = k.votes + delta.d from delta where k.id = delta.question_id
      returning k.id, k.votes
    ), raised as (
      insert into stream (name, rev) select ${stream}::text, 1 where (select count(*) from counted) > 0
      on conflict (name) do update set rev = stream.rev + 1
      returning rev
    ), told as (
      insert into stream_change (stream, rev, change)
      select ${stream}::text, rev, jsonb_build_object('patch', jsonb_build_object('question',
        (select jsonb_object_agg(id, jsonb_build_object('votes', votes)) from counted)))
      from raised returning rev
    )
    select coalesce((select rev from told), (select rev from stream where name = ${stream}::text), 0)::int as rev,
      exists (select from raised) as changed,
      coalesce((select json_agg(json_build_array(n, part)) from given where not (open and part)), '[]') as refused`;
}

/** The approved questions that stand for some that were united with them, by the ids of those. */
async function standFor(
  database: Database['sql'],
  { session }: Place,
  united: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const { rows } = await sql<{ id: number; into: number }>`
    with recursive stands(id, into_id) as (
      -- Where it was public before it was united: otherwise not even that is told.
      select k.id, k.merged_into_id from question k
      where k.id = any(${united}::int[]) and k.session_id = ${session}::uuid and k.state = 'merged' and exists (
        select from moderation_step m where m.question_id = k.id and m.before->>'state' = 'approved')
      union select s.id, k.merged_into_id from stands s join question k on k.id = s.into_id where k.state = 'merged'
    )
    select s.id, k.id as into from stands s join question k on k.id = s.into_id and k.state = 'approved'`.execute(
    database,
  );
  return new Map(rows.map(({ id, into }) => [id, into]));
}

/** `$1` the stream, `$2` the session, `$3` the event, `$4` the questions, `$5` the people: all of them give. */
const allGiven = statement(
  {
    stream: sql.raw('$1'),
    session: sql.raw('$2'),
    event: sql.raw('$3'),
    questions: sql.raw('$4'),
    people: sql.raw('$5'),
    ups: sql.raw('array_fill(true, array[cardinality($4::int[])])'),
  },
  false,
);

/** @param standIns which questions stand for those that were refused; asked only where some were */
async function told(
  wishes: readonly Wish[],
  [row]: readonly Row[],
  standIns: (ids: readonly number[]) => Promise<ReadonlyMap<number, number>>,
): Promise<WrittenVotes> {
  if (!row) throw new Error('the votes were not answered');
  const { rev, changed } = row;
  const refused = row.refused.flatMap(([position, takesPart]) => {
    const wish = wishes[position - 1];
    return wish ? [{ index: position - 1, takesPart, question: wish.question }] : [];
  });
  const notOpen = refused.filter((one) => one.takesPart).map((one) => one.question);
  const into = notOpen.length > 0 ? await standIns(notOpen) : nothing;
  return {
    rev,
    changed,
    refused: new Map(
      refused.map(({ index, takesPart, question }) => [
        index,
        takesPart
          ? { code: 'question_state', into: into.get(question) ?? null }
          : { code: 'not_registered', into: null },
      ]),
    ),
  };
}

const nothing: ReadonlyMap<number, number> = new Map();
