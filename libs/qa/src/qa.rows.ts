import type { DeskQuestion, OwnQuestion, PublicQuestion, RoomState } from '@foyer/contracts';
import { sql, type Sql } from '@foyer/platform';
import { isPublic } from './qa.policy.js';
import type { Question } from './question.entity.js';

/** What is told of a question; the asker's id is not among it. */
type Told = Pick<
  Question,
  'id' | 'text' | 'author' | 'state' | 'reason' | 'votes' | 'askedAt' | 'answeredAt'
>;

export function forDesk(question: Told): DeskQuestion {
  return {
    id: question.id,
    text: question.text,
    author: question.author ?? null,
    state: question.state,
    reason: question.reason ?? null,
    askedAt: question.askedAt.toISOString(),
    answeredAt: question.answeredAt?.toISOString() ?? null,
  };
}

/** Null for what the audience may not see. */
export function forAudience(question: Told): PublicQuestion | null {
  if (!isPublic(question.state)) return null;
  return {
    id: question.id,
    text: question.text,
    author: question.author ?? null,
    state: question.state,
    votes: question.votes,
    askedAt: question.askedAt.toISOString(),
    answeredAt: question.answeredAt?.toISOString() ?? null,
  };
}

export function forAsker(question: Told): OwnQuestion {
  return {
    id: question.id,
    text: question.text,
    state: question.state,
    reason: question.reason ?? null,
    askedAt: question.askedAt.toISOString(),
  };
}

const told = sql`id, text, author, state, reason, votes, asked_at as "askedAt", answered_at as "answeredAt"`;

export async function readPublic(database: Sql, session: string): Promise<PublicQuestion[]> {
  const { rows } = await sql<Told>`
    select ${told} from question
    where session_id = ${session} and state in ('approved', 'answered') order by id`.execute(database);
  return rows.flatMap((row) => forAudience(row) ?? []);
}

/** Everything but what its asker took back. */
export async function readDesk(database: Sql, session: string): Promise<DeskQuestion[]> {
  const { rows } = await sql<Told>`
    select ${told} from question where session_id = ${session} and state <> 'withdrawn' order by id`.execute(
    database,
  );
  return rows.map(forDesk);
}

export async function readOwn(database: Sql, session: string, person: string): Promise<OwnQuestion[]> {
  const { rows } = await sql<Told>`
    select ${told} from question where session_id = ${session} and person_id = ${person} order by id`.execute(
    database,
  );
  return rows.map(forAsker);
}

/** The ids of the session's questions that a person voted for. */
export async function readVotes(database: Sql, session: string, person: string): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select v.question_id as id from vote v join question q on q.id = v.question_id
    where v.person_id = ${person} and q.session_id = ${session}`.execute(database);
  return rows.map((row) => row.id);
}

/** The room's word and counts. Exact where the room's row is locked. */
export async function readRoom(database: Sql, session: string): Promise<RoomState> {
  const { rows } = await sql<RoomState>`
    select (select open from qa_room where session_id = ${session}) as open,
      count(*) filter (where state <> 'withdrawn')::int as asked,
      count(*) filter (where state = 'answered')::int as answered
    from question where session_id = ${session}`.execute(database);
  return rows[0] ?? { open: null, asked: 0, answered: 0 };
}
