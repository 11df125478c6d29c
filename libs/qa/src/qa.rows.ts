import type { DeskQuestion, OwnQuestion, PublicQuestion, RoomState } from '@foyer/contracts';
import { sql, type Sql } from '@foyer/platform';
import { isPublic } from './qa.policy.js';
import type { Question } from './question.entity.js';
import { kindsIn, markFrom } from './question-marks.js';

/** What is told of a question; the asker's id is not among it. */
type Told = Pick<
  Question,
  | 'id'
  | 'text'
  | 'author'
  | 'organisation'
  | 'guest'
  | 'state'
  | 'reason'
  | 'usualReason'
  | 'votes'
  | 'askedAt'
  | 'answeredAt'
  | 'original'
  | 'pinned'
  | 'answering'
  | 'reply'
  | 'assigned'
  | 'tags'
  | 'marks'
  | 'held'
  | 'mergedInto'
  | 'version'
>;

type Fate = OwnQuestion['fate'];

export function forDesk(question: Told): DeskQuestion {
  return {
    id: question.id,
    text: question.text,
    author: question.author ?? null,
    organisation: question.organisation ?? null,
    guest: question.guest,
    state: question.state,
    reason: question.reason ?? null,
    usualReason: question.usualReason ?? null,
    askedAt: question.askedAt.toISOString(),
    answeredAt: question.answeredAt?.toISOString() ?? null,
    pinned: question.pinned,
    answering: question.answering,
    reply: question.reply ?? null,
    assigned: question.assigned ?? null,
    original: question.original ?? null,
    mergedInto: question.mergedInto ?? null,
    tags: question.tags,
    marks: question.marks.map(markFrom),
    held: question.held,
    version: question.version,
  };
}

/** Null for what the audience may not see. */
export function forAudience(question: Told): PublicQuestion | null {
  if (!isPublic(question.state)) return null;
  return {
    id: question.id,
    text: question.text,
    author: question.author ?? null,
    organisation: question.organisation ?? null,
    guest: question.guest,
    state: question.state,
    votes: question.votes,
    askedAt: question.askedAt.toISOString(),
    answeredAt: question.answeredAt?.toISOString() ?? null,
    pinned: question.pinned,
    answering: question.answering,
    reply: question.reply ?? null,
    assigned: question.assigned ?? null,
  };
}

/** @param fate of the one that stands for it, where it is merged */
export function forAsker(question: Told, fate: Fate): OwnQuestion {
  return {
    id: question.id,
    text: question.text,
    state: question.state,
    reason: question.reason ?? null,
    usualReason: question.usualReason ?? null,
    original: question.original ?? null,
    mergedInto: question.mergedInto ?? null,
    fate,
    heldFor: question.held && question.state === 'pending' ? kindsIn(question.marks) : [],
    askedAt: question.askedAt.toISOString(),
  };
}

const told = sql`id, text, author, organisation, guest, state, reason, usual_reason as "usualReason", votes, asked_at as "askedAt", answered_at as "answeredAt",
  original, pinned, answering, reply, assigned_id as assigned, tags, marks, held, merged_into_id as "mergedInto", version`;

/** What became of the question that stands in the end for `q`, as `fate`; no row where it stands for itself. */
const fate = sql`lateral (
  with recursive up(id, next) as (
    select k.id, k.merged_into_id from question k where k.id = q.merged_into_id
    union all select k.id, k.merged_into_id from up join question k on k.id = up.next
  )
  select json_build_object('state', k.state, 'reason', k.reason, 'usualReason', k.usual_reason, 'reply', k.reply) as fate
  from up join question k using (id) where up.next is null) f`;

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

/** Somebody in a session. */
export interface InSession {
  session: string;
  person: string;
}

/** What people asked in sessions, in the order of those who ask for it. */
export async function readOwn(database: Sql, asked: readonly InSession[]): Promise<OwnQuestion[][]> {
  const { rows } = await sql<Told & { place: number; fate: Fate }>`
    select place::int, ${told}, fate
    from unnest(${asked.map((one) => one.session)}::uuid[], ${asked.map((one) => one.person)}::uuid[])
      with ordinality as k(in_session, of_person, place)
    join question q on session_id = in_session and person_id = of_person
    left join ${fate} on true order by id`.execute(database);
  return inPlaces(asked.length, rows, ({ place: _, fate, ...question }) => forAsker(question, fate));
}

/** One merged question for its asker. */
export interface MergedForAsker {
  person: string;
  question: OwnQuestion;
}

/** A question's own and those that it stands for, where others stand for them: each as its asker sees it. */
export async function readFamily(database: Sql, id: number): Promise<MergedForAsker[]> {
  const { rows } = await sql<Told & { person: string; fate: Fate }>`
    with recursive family(of) as (
      select ${id}::int union all select c.id from family join question c on c.merged_into_id = family.of
    )
    select ${told}, person_id as person, fate from family join question q on q.id = family.of
    left join ${fate} on true order by id`.execute(database);
  return rows.map(({ person, fate, ...question }) => ({ person, question: forAsker(question, fate) }));
}

/** The ids of the session's questions that people voted for; of united ones, those that they really voted for. */
export async function readVotes(database: Sql, asked: readonly InSession[]): Promise<number[][]> {
  const { rows } = await sql<{ place: number; id: number }>`
    select k.place::int, v.question_id as id
    from unnest(${asked.map((one) => one.session)}::uuid[], ${asked.map((one) => one.person)}::uuid[])
      with ordinality as k(session, person, place)
    join vote v on v.person_id = k.person
    join question q on q.id = v.question_id and q.session_id = k.session
    where not v.united`.execute(database);
  return inPlaces(asked.length, rows, (row) => row.id);
}

/** Rows to those who asked for them: `place` counts from 1. */
export function inPlaces<R extends { place: number }, V>(
  count: number,
  rows: R[],
  take: (row: R) => V,
): V[][] {
  const places = Array.from({ length: count }, (): V[] => []);
  for (const row of rows) places[row.place - 1]?.push(take(row));
  return places;
}

/** Where the votes of questions that were public now count. Nothing but numbers. */
export async function readMerged(database: Sql, session: string): Promise<Record<string, { into: number }>> {
  const { rows } = await sql<{ id: number; into: number }>`
    select id, merged_into_id as into from question
    where session_id = ${session} and merged_into_id is not null and votes > 0`.execute(database);
  return Object.fromEntries(rows.map(({ id, into }) => [id, { into }]));
}

/** The room's word, rules and counts. Exact where the room's row is locked. */
export async function readRoom(database: Sql, session: string): Promise<RoomState> {
  const { rows } = await sql<RoomState>`
    select r.open, coalesce(r.moderated, true) as moderated, r.per_person as "perPerson",
      r.slow_seconds as "slowSeconds", coalesce(r.rate_at_end, true) as "rateAtEnd",
      coalesce(r.reactions, true) as reactions,
      coalesce(r.anonymous, true) as anonymous, c.*
    from (
      select count(*) filter (where state <> 'withdrawn')::int as asked,
        count(*) filter (where state = 'answered')::int as answered,
        count(*) filter (where state = 'merged')::int as merged,
        count(*) filter (where state = 'dismissed')::int as aside
      from question where session_id = ${session}
    ) c left join qa_room r on r.session_id = ${session}`.execute(database);
  const [room] = rows;
  if (!room) throw new Error('the room was not counted');
  return room;
}

/** Which organisation somebody takes part for; null for who has no confirmed place in the event. */
export async function readOrganisation(database: Sql, event: string, person: string): Promise<string | null> {
  const { rows } = await sql<{ name: string }>`
    select o.name from registration r join organisation o on o.id = r.organisation_id
    where r.event_id = ${event} and r.person_id = ${person} and r.state = 'confirmed'`.execute(database);
  return rows[0]?.name ?? null;
}
