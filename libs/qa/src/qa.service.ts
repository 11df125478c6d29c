import {
  streamName,
  streams,
  type DeskQuestion,
  type OwnQuestion,
  type RoomState,
  type StreamChange,
} from '@foyer/contracts';
import { Person } from '@foyer/people';
import { Clock, Database, Problem, sql, type Call, type Tx } from '@foyer/platform';
import { LockMode } from '@mikro-orm/core';
import { Inject, Injectable } from '@nestjs/common';
import { isOpen, mayModerate, takesPart } from './qa.policy.js';
import { forAsker, forAudience, forDesk, readRoom } from './qa.rows.js';
import { Question } from './question.entity.js';
import { ModerationStep } from './room.entity.js';
import { SessionAccess, type SessionForCaller } from './session-access.js';

type Step = ModerationStep['step'];

/** Questions of the audience: asked, taken back, moderated. Each method is one transaction. */
@Injectable()
export class QaService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(SessionAccess) private readonly sessions: SessionAccess,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Asks; the question waits for a moderator.
   * @throws Problem not_registered for who does not take part; session_not_open
   */
  async ask(call: Call, input: { session: string; text: string; anonymous: boolean }): Promise<OwnQuestion> {
    return this.database.write(call, async (tx) => {
      const { session, actor, now } = await this.sessions.find(call, input.session, tx);
      if (!takesPart(actor) || !call.actor) throw new Problem('not_registered');
      const said = await lockRoom(tx, session.id);
      if (!isOpen(session, said, now)) throw new Problem('session_not_open');
      const person = await tx.em.findOneOrFail(Person, call.actor.person);
      const question = tx.em.create(Question, {
        session: session.id,
        person: person.id,
        text: input.text,
        anonymous: input.anonymous,
        author: input.anonymous ? null : person.name || null,
        askedAt: now,
      });
      await tx.em.flush();
      await tell(tx, question, null);
      return forAsker(question);
    });
  }

  /** @throws Problem not_found unless it is the caller's; question_state unless it waits */
  async withdraw(call: Call, input: { question: number }): Promise<OwnQuestion> {
    return this.database.write(call, async (tx) => {
      const { question } = await this.lockQuestion(call, input.question, tx);
      if (question.person !== call.actor?.person) throw new Problem('not_found');
      const before = question.state;
      question.withdraw();
      await tell(tx, question, before);
      return forAsker(question);
    });
  }

  /** @throws Problem forbidden for who does not moderate; question_state */
  approve(call: Call, input: { question: number }): Promise<DeskQuestion> {
    return this.moderate(call, input.question, 'approved', null, (question, by, at) =>
      question.approve(by, at),
    );
  }

  /** @throws Problem forbidden for who does not moderate; question_state */
  dismiss(call: Call, input: { question: number; reason: string }): Promise<DeskQuestion> {
    const { reason } = input;
    return this.moderate(call, input.question, 'dismissed', reason, (question, by, at) =>
      question.dismiss(by, at, reason),
    );
  }

  /** @throws Problem forbidden for who does not moderate; question_state */
  answer(call: Call, input: { question: number }): Promise<DeskQuestion> {
    return this.moderate(call, input.question, 'answered', null, (question, by, at) =>
      question.answer(by, at),
    );
  }

  /** Opens or closes the room by hand, or leaves it to the agenda. @throws Problem forbidden */
  async open(call: Call, input: { session: string; open: boolean | null }): Promise<RoomState> {
    return this.database.write(call, async (tx) => {
      const { session, actor } = await this.sessions.find(call, input.session, tx);
      if (!mayModerate(actor) || !actor.person) throw new Problem('forbidden');
      await lockRoom(tx, session.id);
      await sql`update qa_room set open = ${input.open} where session_id = ${session.id}`.execute(tx.sql);
      const step = input.open === null ? 'by-agenda' : input.open ? 'opened' : 'closed';
      this.log(tx, { session: session.id, question: null, actor: actor.person, step, reason: null });
      return tellRoom(tx, session.id);
    });
  }

  private async moderate(
    call: Call,
    id: number,
    step: Step,
    reason: string | null,
    change: (question: Question, moderator: string, at: Date) => void,
  ): Promise<DeskQuestion> {
    return this.database.write(call, async (tx) => {
      const { question, actor, now } = await this.lockQuestion(call, id, tx);
      if (!mayModerate(actor) || !actor.person) throw new Problem('forbidden');
      const before = question.state;
      change(question, actor.person, now);
      this.log(tx, { session: question.session, question: id, actor: actor.person, step, reason });
      await tell(tx, question, before);
      return forDesk(question);
    });
  }

  /**
   * The question under its room's lock and its own, so that no vote falls between reading and writing it.
   * @throws Problem not_found where the caller takes no part
   */
  private async lockQuestion(
    call: Call,
    id: number,
    tx: Tx,
  ): Promise<SessionForCaller & { question: Question }> {
    const { rows } = await sql<{ session: string }>`
      select session_id as session from question where id = ${id}`.execute(tx.sql);
    const session = rows[0]?.session;
    if (session === undefined) throw new Problem('not_found');
    const found = await this.sessions.find(call, session, tx);
    if (!takesPart(found.actor)) throw new Problem('not_found');
    await lockRoom(tx, session);
    const question = await tx.em.findOne(Question, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!question) throw new Problem('not_found');
    return { ...found, question };
  }

  private log(tx: Tx, step: Omit<ModerationStep, 'id' | 'at'>): void {
    tx.em.create(ModerationStep, { ...step, at: this.clock.now() });
  }
}

/** Takes the room's lock. @returns what a moderator has said of its being open */
async function lockRoom(tx: Tx, session: string): Promise<boolean | null> {
  const { rows } = await sql<{ open: boolean | null }>`
    insert into qa_room (session_id) values (${session})
    on conflict (session_id) do update set session_id = excluded.session_id
    returning open`.execute(tx.sql);
  return rows[0]?.open ?? null;
}

/** Tells each audience what it may know of a question that has changed. */
async function tell(tx: Tx, question: Question, before: Question['state'] | null): Promise<void> {
  await tx.em.flush();
  const { id, session, person } = question;
  const shown = forAudience(question);
  const hidden = before === 'approved' || before === 'answered';
  if (shown) tx.change(streamName(streams.questions, { session }), { put: { question: { [id]: shown } } });
  else if (hidden)
    tx.change(streamName(streams.questions, { session }), { drop: { question: [String(id)] } });
  const desk: StreamChange =
    question.state === 'withdrawn'
      ? { drop: { question: [String(id)] } }
      : { put: { question: { [id]: forDesk(question) } } };
  tx.change(streamName(streams.desk, { session }), desk);
  tx.change(streamName(streams.ownQuestions, { session, person }), {
    put: { question: { [id]: forAsker(question) } },
  });
  await tellRoom(tx, session);
}

async function tellRoom(tx: Tx, session: string): Promise<RoomState> {
  await tx.em.flush();
  const room = await readRoom(tx.sql, session);
  for (const stream of [streams.questions, streams.desk]) {
    tx.change(streamName(stream, { session }), { put: { room: { [session]: room } } });
  }
  return room;
}
