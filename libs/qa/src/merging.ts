import { streamName, streams } from '@foyer/contracts';
import { Problem, sql, type Sql, type Tx } from '@foyer/platform';
import { isPublic } from './qa.policy.js';
import { Question, type Remembered } from './question.entity.js';
import { ModerationStep } from './room.entity.js';
import { standsIn } from './standing.js';
import { tell, tellMerged } from './telling.js';

/**
 * Gives a question the votes of the one merged into it: each voter once. The merged one keeps its own, and what came
 * with it is marked, for taking the two apart. Both are locked by the caller, so that no vote falls in between.
 * @param merge says where the question goes, or throws
 */
export async function unite(
  tx: Tx,
  question: Question,
  into: Question,
  merge: (question: Question) => void,
): Promise<void> {
  const { state } = question;
  merge(question);
  await sql`
    insert into vote (question_id, person_id, united)
    select ${into.id}::int, person_id, true from vote where question_id = ${question.id}
    order by person_id on conflict do nothing`.execute(tx.sql);
  await recount(tx, into);
  await tell(tx, question, state);
  tellMerged(tx, question);
}

/**
 * Takes from a question the votes that only the one merged into it had brought. Both are locked by the caller.
 * @throws Problem question_state while the other is merged itself
 */
export async function separate(tx: Tx, question: Question, to: Remembered): Promise<void> {
  const { state } = question;
  const into =
    question.mergedInto == null ? null : await tx.em.findOneOrFail(Question, { id: question.mergedInto });
  if (into) {
    if (into.state === 'merged') throw new Problem('question_state', { state: into.state });
    await sql`
      delete from vote v where v.question_id = ${into.id} and v.united and not exists (
        select from question c join vote o on o.question_id = c.id
        where c.merged_into_id = ${into.id} and c.id <> ${question.id} and o.person_id = v.person_id)`.execute(
      tx.sql,
    );
    await recount(tx, into);
  }
  question.votes = await votesFor(tx.sql, question.id);
  question.restore(await asItCanBe(tx, question, to));
  await tell(tx, question, state);
  tellMerged(tx, question);
}

/**
 * Lets each question that is merged into one that goes stand for itself again, as it was. All are locked by the caller.
 * @param at by the clock on the wall
 */
export async function release(tx: Tx, question: Question, at: Date): Promise<void> {
  const merged = await tx.em.find(Question, { mergedInto: question.id }, { orderBy: { id: 'asc' } });
  for (const one of merged) {
    const [merging] = await tx.em.find(
      ModerationStep,
      { question: one.id, step: 'merged' },
      { orderBy: { id: 'desc' }, limit: 1 },
    );
    if (!merging?.before) continue;
    const before = one.remember();
    const { version } = before;
    await separate(tx, one, { ...merging.before, version: version + 1 });
    const { session, id } = one;
    tx.em.create(ModerationStep, {
      ...{ session, question: id, actor: null, step: 'unmerged', before, other: question.id },
      ...{ version: version + 1, at },
    });
  }
}

/**
 * What to go back to: where another question is being answered by now, this one is not, and it is for nobody who has
 * left the session since.
 */
export async function asItCanBe(tx: Tx, question: Question, to: Remembered): Promise<Remembered> {
  const back = await withoutRival(tx, question, to);
  if (!back.assigned || (await standsIn(tx, question.session, back.assigned))) return back;
  return { ...back, assigned: null, version: question.version + 1 };
}

async function withoutRival(tx: Tx, question: Question, to: Remembered): Promise<Remembered> {
  if (!to.answering) return to;
  const rivals = await tx.em.count(Question, {
    session: question.session,
    answering: true,
    id: { $ne: question.id },
  });
  return rivals === 0 ? to : { ...to, answering: false, version: question.version + 1 };
}

async function recount(tx: Tx, question: Question): Promise<void> {
  const votes = await votesFor(tx.sql, question.id);
  if (votes === question.votes) return;
  question.votes = votes;
  if (!isPublic(question.state)) return;
  tx.change(streamName(streams.questions, { session: question.session }), {
    patch: { question: { [question.id]: { votes } } },
  });
}

async function votesFor(database: Sql, question: number): Promise<number> {
  const { rows } = await sql<{ votes: number }>`
    select count(*)::int as votes from vote where question_id = ${question}`.execute(database);
  return rows[0]?.votes ?? 0;
}
