import { erasedName, type PollKind } from '@foyer/contracts';
import { Clock, sql, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { release } from './merging.js';
import { lockRoom } from './moderating.js';
import { readResult } from './poll.rows.js';
import { forgetTexts, forgetWords, tellResults } from './poll-hiding.js';
import { Question } from './question.entity.js';
import { tell } from './telling.js';

interface Erased {
  event: string;
  person: string;
}

/**
 * Somebody has had themselves erased from an event: their name and words go, and with them what waited or was public;
 * what was answered or set aside, and their votes, still count.
 */
@Injectable()
export class LiveErasure {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  async erase(tx: Tx, erased: Erased): Promise<void> {
    await this.questions(tx, erased);
    await this.answers(tx, erased);
  }

  private async questions(tx: Tx, { event, person }: Erased): Promise<void> {
    const { rows } = await sql<{ id: number; session: string }>`
      select q.id, q.session_id as session from question q join session s on s.id = q.session_id
      where s.event_id = ${event} and q.person_id = ${person}
        and (q.text <> ${erasedName} or q.author is not null)
      order by q.session_id, q.id`.execute(tx.sql);
    for (const session of new Set(rows.map((row) => row.session))) await lockRoom(tx, session);
    const ids = rows.map(({ id }) => id);
    await sql`
      select from question where id = any(${ids}::int[]) or merged_into_id = any(${ids}::int[])
      order by id for update`.execute(tx.sql);
    for (const question of await tx.em.find(Question, { id: { $in: ids } }, { orderBy: { id: 'asc' } })) {
      const { state } = question;
      if (question.goesWithAsker()) await release(tx, question, this.clock.now());
      question.erase();
      await tell(tx, question, state);
    }
    await sql`
      update moderation_step set before = before || ${JSON.stringify({ text: erasedName, original: null })}::jsonb
      where before is not null and question_id = any(${ids}::int[])`.execute(tx.sql);
  }

  /**
   * Choices count on; what somebody has written goes with its row, since an answer without words is none. The polls are
   * locked first, as by who answers and who takes answers off the screens: what is counted here is told last.
   */
  private async answers(tx: Tx, { event, person }: Erased): Promise<void> {
    await sql`
      select from poll p where exists (select from poll_answer a where a.poll_id = p.id and a.person_id = ${person})
        and exists (select from session s where s.id = p.session_id and s.event_id = ${event})
      order by p.id for no key update`.execute(tx.sql);
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
      tellResults(
        tx,
        { id: poll, round },
        {
          drop: { text: [String(number)] },
          put: { result: { [poll]: await readResult(tx.sql, { id: poll, kind, options }) } },
        },
      );
    await forgetTexts(tx, rows);
    await forgetWords(
      tx,
      rows.map(({ poll }) => poll),
    );
  }
}
