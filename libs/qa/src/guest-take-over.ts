import { streamName, streams, type PollKind } from '@foyer/contracts';
import { sql, type Tx } from '@foyer/platform';
import { readResult } from './poll.rows.js';
import { forgetTexts, tellResults } from './poll-hiding.js';
import { isPublic } from './qa.policy.js';
import { readOwn } from './qa.rows.js';
import type { Question } from './question.entity.js';

/**
 * Gives an account what a guest asked, voted for and answered, and the guest's place in events; what both did counts
 * once. Questions and polls are locked first and in their order, as votes and answers do; then the guest, so that
 * nothing of theirs is written any more.
 */
export async function takeOver(tx: Tx, guest: string, account: string): Promise<void> {
  await sql`
    select from question where person_id = ${guest}
      or id in (select question_id from vote where person_id = ${guest})
    order by id for update`.execute(tx.sql);
  await sql`
    select from poll where id in (select poll_id from poll_answer where person_id = ${guest})
    order by id for no key update`.execute(tx.sql);
  await sql`select from person where id = ${guest} for update`.execute(tx.sql);
  await takeQuestions(tx, guest, account);
  await takeVotes(tx, guest, account);
  await takeAnswers(tx, guest, account);
  await sql`
    insert into event_guest (event_id, person_id, came_at)
    select g.event_id, ${account}, g.came_at from event_guest g where g.person_id = ${guest}
    on conflict do nothing`.execute(tx.sql);
}

async function takeQuestions(tx: Tx, guest: string, account: string): Promise<void> {
  const { rows } = await sql<{ session: string }>`
    with taken as (update question set person_id = ${account} where person_id = ${guest} returning session_id)
    select distinct session_id as session from taken`.execute(tx.sql);
  for (const { session } of rows) {
    const [own = []] = await readOwn(tx.sql, [{ session, person: account }]);
    tx.change(streamName(streams.ownQuestions, { session, person: account }), {
      put: { question: Object.fromEntries(own.map((question) => [question.id, question])) },
    });
  }
}

/** A vote that one of the two has really given is no longer one that came by uniting. */
async function takeVotes(tx: Tx, guest: string, account: string): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    update vote mine set united = mine.united and theirs.united from vote theirs
    where theirs.question_id = mine.question_id and theirs.person_id = ${guest} and mine.person_id = ${account}
    returning mine.question_id as id`.execute(tx.sql);
  const twice = rows.map(({ id }) => id);
  await sql`
    delete from vote where person_id = ${guest} and question_id = any(${twice}::int[])`.execute(tx.sql);
  await sql`update vote set person_id = ${account} where person_id = ${guest}`.execute(tx.sql);
  const { rows: counted } = await sql<Pick<Question, 'id' | 'session' | 'state' | 'votes'>>`
    update question q set votes = (select count(*) from vote v where v.question_id = q.id)
    where q.id = any(${twice}::int[]) and q.state <> 'merged'
    returning q.id, q.session_id as session, q.state, q.votes`.execute(tx.sql);
  for (const { id, session, state, votes } of counted) {
    if (!isPublic(state)) continue;
    tx.change(streamName(streams.questions, { session }), { patch: { question: { [id]: { votes } } } });
  }
}

interface TakenOut {
  poll: string;
  number: number;
  round: number;
  kind: PollKind;
  options: string[];
  draft: boolean;
}

/** Of two answers to one poll the last one counts, as it does for anybody. */
async function takeAnswers(tx: Tx, guest: string, account: string): Promise<void> {
  const { rows } = await sql<TakenOut>`
    delete from poll_answer old using poll_answer new, poll p
    where old.poll_id = new.poll_id and p.id = old.poll_id
      and old.person_id in (${guest}, ${account}) and new.person_id in (${guest}, ${account})
      and (old.at, old.person_id) < (new.at, new.person_id)
    returning old.poll_id as poll, old.number, p.round, p.kind, p.options, p.state = 'draft' as draft`.execute(
    tx.sql,
  );
  await sql`update poll_answer set person_id = ${account} where person_id = ${guest}`.execute(tx.sql);
  for (const { poll, number, round, kind, options, draft } of rows) {
    if (draft) continue;
    tellResults(
      tx,
      { id: poll, round },
      {
        drop: { text: [String(number)] },
        put: { result: { [poll]: await readResult(tx.sql, { id: poll, kind, options }) } },
      },
    );
  }
  await forgetTexts(tx, rows);
}
