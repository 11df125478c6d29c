import type { ModeratedQuestion, UsualReason } from '@foyer/contracts';
import { Clock, Database, Problem, sql, type Call, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { release } from './merging.js';
import { mayModerate, takesPart } from './qa.policy.js';
import { forDesk } from './qa.rows.js';
import { Question, type WhyAside } from './question.entity.js';
import { ModerationStep } from './room.entity.js';
import { SessionAccess, type SessionForCaller } from './session-access.js';
import { tell } from './telling.js';

/** One step of a moderator with one question. */
export interface Step {
  question: number;
  step: ModerationStep['step'];
  why?: WhyAside;
  /** What the moderator had before them. */
  version?: number | undefined;
}

export interface LockedQuestion extends SessionForCaller {
  question: Question;
}

/** What every step of moderation has in common: the locks, who may, the log, and telling of it. */
@Injectable()
export class Moderating {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(SessionAccess) private readonly sessions: SessionAccess,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * One step as one transaction.
   * @throws Problem forbidden for who does not moderate; question_changed; what `change` throws
   */
  moderate(
    call: Call,
    { question: id, step, why, version }: Step,
    change: (question: Question, moderator: string, at: Date, tx: Tx) => void | Promise<void>,
  ): Promise<ModeratedQuestion> {
    return this.database.write(call, async (tx) => {
      const { question, moderator, now } = await this.lockForModerator(call, id, tx, version);
      const before = question.remember();
      await change(question, moderator, now, tx);
      const tags = step === 'tagged' ? question.tags : null;
      const { session } = question;
      const said = { reason: why?.reason, usualReason: why?.usual };
      const logged = this.log(tx, { session, question: id, actor: moderator, step, before, tags, ...said });
      await tell(tx, question, before.state);
      return moderated(tx, question, logged);
    });
  }

  /** @throws Problem not_found, forbidden, question_changed */
  async lockForModerator(
    call: Call,
    id: number,
    tx: Tx,
    version?: number,
    others: readonly number[] = [],
  ): Promise<LockedQuestion & { moderator: string }> {
    const locked = await this.lock(call, id, tx, others);
    const { actor, question } = locked;
    if (!mayModerate(actor) || !actor.person) throw new Problem('forbidden');
    if (version !== undefined && version !== question.version) throw new Problem('question_changed');
    return { ...locked, moderator: actor.person };
  }

  /**
   * The question under its room's lock and its own, so that no vote falls between reading and writing it; with it
   * the one that it is merged into, those that are merged into it, and others.
   * @throws Problem not_found where the caller takes no part
   */
  async lock(call: Call, id: number, tx: Tx, others: readonly number[] = []): Promise<LockedQuestion> {
    const { rows } = await sql<{ session: string }>`
      select session_id as session from question where id = ${id}`.execute(tx.sql);
    const session = rows[0]?.session;
    if (session === undefined) throw new Problem('not_found');
    const found = await this.sessions.find(call, session, tx);
    if (!takesPart(found.actor)) throw new Problem('not_found');
    await lockRoom(tx, session);
    // In the order in which votes lock them.
    await sql`
      select from question
      where id = any(${[id, ...others]}::int[]) or merged_into_id = ${id}
        or id = (select merged_into_id from question where id = ${id})
      order by id for update`.execute(tx.sql);
    const question = await tx.em.findOne(Question, { id });
    if (!question) throw new Problem('not_found');
    return { ...found, question };
  }

  /** What was merged into a locked question that goes stands for itself again; by nobody's step. */
  release(tx: Tx, question: Question): Promise<void> {
    return release(tx, question, this.clock.now());
  }

  /** Writes down who did what. With what was before, the step can be undone. */
  log(
    tx: Tx,
    {
      reason = null,
      usualReason = null,
      ...step
    }: Pick<ModerationStep, 'session' | 'question' | 'actor' | 'step'> &
      Partial<
        Pick<ModerationStep, 'before' | 'version' | 'other' | 'undoes' | 'tags' | 'rules' | 'announcement'>
      > & {
        reason?: string | null | undefined;
        usualReason?: UsualReason | null | undefined;
      },
  ): ModerationStep {
    const version = step.before ? step.before.version + 1 : null;
    return tx.em.create(ModerationStep, { version, ...step, reason, usualReason, at: this.clock.now() });
  }
}

/** What a moderator is answered: the question as it is now, and by which number the step is undone. */
export async function moderated(
  tx: Tx,
  question: Question,
  step: ModerationStep,
): Promise<ModeratedQuestion> {
  await tx.em.flush();
  return { ...forDesk(question), step: step.id };
}

/** Takes the room's lock. */
export async function lockRoom(tx: Tx, session: string): Promise<void> {
  await sql`
    insert into qa_room (session_id) values (${session})
    on conflict (session_id) do update set session_id = excluded.session_id`.execute(tx.sql);
}
