import type { Poll } from '@foyer/contracts';
import { sql, type Tx } from '@foyer/platform';
import type { PollStep } from './poll.entity.js';

interface NewPollStep {
  poll: Pick<Poll, 'id' | 'kind' | 'question'> & { session: string };
  /** Null: it went by itself. */
  actor: string | null;
  step: PollStep['step'];
  at: Date;
}

/** Writes down who did what with a poll, as part of the step's own transaction. */
export async function logPollStep(tx: Tx, { poll, actor, step, at }: NewPollStep): Promise<void> {
  await sql`
    insert into poll_step (session_id, poll_id, kind, question, actor_id, step, at)
    values (${poll.session}, ${poll.id}, ${poll.kind}, ${poll.question}, ${actor}, ${step}, ${at})`.execute(
    tx.sql,
  );
}
