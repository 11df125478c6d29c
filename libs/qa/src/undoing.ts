import { sql, type Tx } from '@foyer/platform';
import { Question } from './question.entity.js';
import { ModerationStep } from './room.entity.js';
import { tell } from './telling.js';

/** A moderator's last step with a question that is not undone; null: none. Exact under the room's lock. */
export async function lastStep(tx: Tx, session: string, moderator: string): Promise<ModerationStep | null> {
  const { rows } = await sql<{ id: string }>`
    select s.id from moderation_step s
    where s.session_id = ${session} and s.actor_id = ${moderator} and s.before is not null
      and not exists (select from moderation_step u where u.undoes = s.id)
    order by s.id desc limit 1`.execute(tx.sql);
  const id = rows[0]?.id;
  return id === undefined ? null : tx.em.findOne(ModerationStep, { id: Number(id) });
}

/**
 * The question that had to give way to a step is answered on: unless another is by now, or moderators have done
 * something with it since.
 */
export async function answerAgain(tx: Tx, id: number, step: ModerationStep): Promise<void> {
  const question = await tx.em.findOne(Question, { id });
  if (question?.state !== 'approved') return;
  const { rows } = await sql`
    select from question where session_id = ${step.session} and answering
    union all select from moderation_step where question_id = ${id} and id > ${step.id} limit 1`.execute(
    tx.sql,
  );
  if (rows.length > 0) return;
  question.answering = true;
  await tell(tx, question, question.state);
}
