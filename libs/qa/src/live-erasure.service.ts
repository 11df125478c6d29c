import { erasedName, streamName, streams, type PollKind } from '@foyer/contracts';
import { sql, type Tx } from '@foyer/platform';
import { Injectable } from '@nestjs/common';
import { readResult } from './poll.rows.js';
import { isPublic } from './qa.policy.js';
import type { Question } from './question.entity.js';

interface Erased {
  event: string;
  person: string;
}

/** Somebody has had themselves erased from an event: their name and words go, that they asked and voted still counts. */
@Injectable()
export class LiveErasure {
  async erase(tx: Tx, erased: Erased): Promise<void> {
    await this.questions(tx, erased);
    await this.answers(tx, erased);
  }

  private async questions(tx: Tx, { event, person }: Erased): Promise<void> {
    const { rows } = await sql<Pick<Question, 'id' | 'session' | 'state'>>`
      update question q set text = ${erasedName}, original = null, author = null, organisation = null, marks = '{}',
        version = version + 1
      from session s
      where s.id = q.session_id and s.event_id = ${event} and q.person_id = ${person}
        and (q.text <> ${erasedName} or q.author is not null)
      returning q.id, q.session_id as session, q.state`.execute(tx.sql);
    await sql`
      update moderation_step set before = before || ${JSON.stringify({ text: erasedName, original: null })}::jsonb
      where before is not null and question_id = any(${rows.map(({ id }) => id)}::int[])`.execute(tx.sql);
    const gone = { text: erasedName, author: null, organisation: null };
    for (const { id, session, state } of rows) {
      tx.change(streamName(streams.desk, { session }), {
        patch: { question: { [id]: { ...gone, original: null, marks: [] } } },
      });
      if (isPublic(state))
        tx.change(streamName(streams.questions, { session }), { patch: { question: { [id]: gone } } });
    }
  }

  /** Choices count on; what somebody has written goes with its row, since an answer without words is none. */
  private async answers(tx: Tx, { event, person }: Erased): Promise<void> {
    const { rows } = await sql<{
      poll: string;
      number: number;
      round: number;
      kind: PollKind;
      options: string[];
    }>`
      delete from poll_answer a using poll p, session s
      where p.id = a.poll_id and s.id = p.session_id and s.event_id = ${event} and a.person_id = ${person}
        and (a.text is not null or cardinality(a.words) > 0)
      returning a.poll_id as poll, a.number, p.round, p.kind, p.options`.execute(tx.sql);
    for (const { poll, number, round, kind, options } of rows)
      tx.change(streamName(streams.pollResults, { poll, round: String(round) }), {
        drop: { text: [String(number)] },
        put: { result: { [poll]: await readResult(tx.sql, { id: poll, kind, options }) } },
      });
  }
}
