import { streamName, streams, type RoomState, type StreamChange } from '@foyer/contracts';
import type { Tx } from '@foyer/platform';
import { isPublic } from './qa.policy.js';
import { forAudience, forDesk, readFamily, readRoom } from './qa.rows.js';
import type { Question } from './question.entity.js';

/**
 * Tells each audience what it may know of a question that has changed.
 * @param before its state until now; null: it is new
 */
export async function tell(tx: Tx, question: Question, before: Question['state'] | null): Promise<void> {
  await tx.em.flush();
  const { id, session } = question;
  const shown = forAudience(question);
  const hidden = before !== null && isPublic(before);
  if (shown) tx.change(streamName(streams.questions, { session }), { put: { question: { [id]: shown } } });
  else if (hidden)
    tx.change(streamName(streams.questions, { session }), { drop: { question: [String(id)] } });
  const desk: StreamChange =
    question.state === 'withdrawn'
      ? { drop: { question: [String(id)] } }
      : { put: { question: { [id]: forDesk(question) } } };
  tx.change(streamName(streams.desk, { session }), desk);
  // Whose question was merged into it hears what becomes of it too.
  for (const own of await readFamily(tx.sql, id)) {
    tx.change(streamName(streams.ownQuestions, { session, person: own.person }), {
      put: { question: { [own.question.id]: own.question } },
    });
  }
  if (question.state !== before) await tellRoom(tx, session);
}

/** Tells where a merged question's votes count, or that they count for itself again. Only numbers. */
export function tellMerged(tx: Tx, question: Question): void {
  const id = String(question.id);
  const stream = streamName(streams.questions, { session: question.session });
  const into = question.mergedInto ?? null;
  if (into === null) tx.change(stream, { drop: { merged: [id] } });
  else if (question.votes > 0) tx.change(stream, { put: { merged: { [id]: { into } } } });
}

/** Tells the room's word, rules and counts. */
export async function tellRoom(tx: Tx, session: string): Promise<RoomState> {
  await tx.em.flush();
  const room = await readRoom(tx.sql, session);
  for (const stream of [streams.questions, streams.desk]) {
    tx.change(streamName(stream, { session }), { put: { room: { [session]: room } } });
  }
  return room;
}
