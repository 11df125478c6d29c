import { streamName, streams, type Looking } from '@foyer/contracts';
import { Clock, Database, Problem, sql, type Call, type Sql } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { mayModerate } from './qa.policy.js';
import { SessionAccess } from './session-access.js';

interface Look {
  person: string;
  name: string;
  question: number;
  at: Date;
}

const entry = ({ name, question, at }: Look): Looking => ({ name, question, at: at.toISOString() });

/** Who of the moderators is on which question. */
@Injectable()
export class LookingService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(SessionAccess) private readonly sessions: SessionAccess,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws Problem forbidden; not_found where the session has no such question */
  async look(
    call: Call,
    input: { session: string; question: number | null },
  ): Promise<Record<string, never>> {
    return this.database.write(call, async (tx) => {
      const { session, actor } = await this.sessions.find(call, input.session, tx);
      const { person } = actor;
      if (!mayModerate(actor) || !person) throw new Problem('forbidden');
      const stream = streamName(streams.desk, { session: session.id });
      if (input.question === null) {
        await sql`delete from desk_look where session_id = ${session.id} and person_id = ${person}`.execute(
          tx.sql,
        );
        tx.change(stream, { drop: { looking: [person] } });
        return {};
      }
      const { rows } = await sql<Look>`
        insert into desk_look as l (session_id, person_id, question_id, at)
        select q.session_id, ${person}::uuid, q.id, ${this.clock.now()}::timestamptz from question q
        where q.id = ${input.question} and q.session_id = ${session.id}
        on conflict (session_id, person_id) do update set question_id = excluded.question_id, at = excluded.at
        returning l.question_id as question, l.at, (select name from person where id = l.person_id) as name`.execute(
        tx.sql,
      );
      const look = rows[0];
      if (!look) throw new Problem('not_found');
      tx.change(stream, { put: { looking: { [person]: entry(look) } } });
      return {};
    });
  }
}

/** The moderators of a session and the questions they have before them. */
export async function readLooking(database: Sql, session: string): Promise<Record<string, Looking>> {
  const { rows } = await sql<Look>`
    select l.person_id as person, l.question_id as question, l.at, p.name
    from desk_look l join person p on p.id = l.person_id where l.session_id = ${session}`.execute(database);
  return Object.fromEntries(rows.map((look) => [look.person, entry(look)]));
}
