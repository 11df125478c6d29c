import { streamName, streams, type Poll } from '@foyer/contracts';
import { sql, type Tx } from '@foyer/platform';
import type { PollStep } from './poll.entity.js';

interface NewPollStep {
  poll: Pick<Poll, 'id' | 'kind' | 'question'> & { session: string };
  /** Null: it went by itself. */
  actor: string | null;
  step: PollStep['step'];
  at: Date;
}
/** A word, or a text with its number. */
export interface NamedAnswer {
  answer: string;
  number: number | null;
}

/**
 * Writes down who did what with a poll, as part of the step's own transaction.
 * @param answers what it was done with, a step each; one step with the poll itself where none are given
 */
export async function logPollStep(
  tx: Tx,
  { poll, actor, step, at }: NewPollStep,
  answers: readonly (NamedAnswer | null)[] = [null],
): Promise<void> {
  const named = answers.map((one) => one ?? { answer: null, number: null });
  await sql`
    insert into poll_step (session_id, poll_id, kind, question, actor_id, step, at, answer, number)
    select ${poll.session}, ${poll.id}, ${poll.kind}, ${poll.question}, ${actor}, ${step}, ${at}, answer, number
    from jsonb_to_recordset(${JSON.stringify(named)}::jsonb) as a(answer text, number int)`.execute(tx.sql);
}

/** The same of answers to a poll. The desk hears of the poll, so that the page of the log is read anew. */
export async function logAnswerSteps(
  tx: Tx,
  step: NewPollStep & { poll: Poll & { session: string } },
  answers: readonly NamedAnswer[],
): Promise<void> {
  await logPollStep(tx, step, answers);
  const { session, ...poll } = step.poll;
  tx.change(streamName(streams.pollDesk, { session }), { put: { poll: { [poll.id]: poll } } });
}
