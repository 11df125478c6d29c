import { tagLimits, type DeskQuestion, type LogStep, type ModeratedQuestion } from '@foyer/contracts';
import { Database, Problem, type Call } from '@foyer/platform';
import { LockMode } from '@mikro-orm/core';
import { Inject, Injectable } from '@nestjs/common';
import { asItCanBe, separate, unite } from './merging.js';
import { lockRoom, moderated, Moderating } from './moderating.js';
import { mayModerate } from './qa.policy.js';
import { forDesk } from './qa.rows.js';
import { Question } from './question.entity.js';
import { ModerationStep } from './room.entity.js';
import { SessionAccess } from './session-access.js';
import { standsIn } from './standing.js';
import { tell } from './telling.js';
import { answerAgain, lastStep } from './undoing.js';

interface Tagging {
  question: number;
  tags: readonly string[];
  from?: readonly string[] | undefined;
}

type Undone = DeskQuestion & { undid: LogStep };

/** What moderators do beyond approving and setting aside. Each method is one transaction. */
@Injectable()
export class DeskService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Moderating) private readonly moderating: Moderating,
    @Inject(SessionAccess) private readonly sessions: SessionAccess,
  ) {}

  /** @throws Problem forbidden, question_state, question_changed */
  edit(
    call: Call,
    { text, ...seen }: { question: number; text: string; version?: number | undefined },
  ): Promise<ModeratedQuestion> {
    return this.moderating.moderate(call, { ...seen, step: 'edited' }, (question) => question.edit(text));
  }

  /** @throws Problem forbidden, question_state */
  pin(call: Call, { question, pinned }: { question: number; pinned: boolean }): Promise<ModeratedQuestion> {
    return this.moderating.moderate(call, { question, step: pinned ? 'pinned' : 'unpinned' }, (one) =>
      one.pin(pinned),
    );
  }

  /** @throws Problem forbidden, question_state */
  reply(call: Call, { question, text }: { question: number; text: string }): Promise<ModeratedQuestion> {
    return this.moderating.moderate(call, { question, step: 'replied' }, (one, by, at) =>
      one.replyWith(by, at, text),
    );
  }

  /**
   * Says whom a question is for.
   * @throws Problem forbidden, question_state; not_found unless the speaker speaks in the session or moderates it
   */
  assign(
    call: Call,
    { question, speaker }: { question: number; speaker: string | null },
  ): Promise<ModeratedQuestion> {
    const step = speaker === null ? 'unassigned' : 'assigned';
    return this.moderating.moderate(call, { question, step }, async (one, _by, _at, tx) => {
      if (speaker !== null && !(await standsIn(tx, one.session, speaker))) throw new Problem('not_found');
      one.assign(speaker);
    });
  }

  /**
   * @param tags all that it shall have; with `from`, what has come and gone against these.
   * @throws Problem forbidden, question_state; question_changed where others have left no room for them
   */
  tag(call: Call, { question, tags, from }: Tagging): Promise<ModeratedQuestion> {
    return this.moderating.moderate(call, { question, step: 'tagged' }, (one) => {
      const wanted = eachOnce(from ? tagsBetween(one.tags, from, tags) : tags);
      if (wanted.length > tagLimits.most) throw new Problem('question_changed');
      one.tag(wanted);
    });
  }

  /** One question per session is being answered: the one before no longer is. @throws Problem forbidden, question_state */
  async spotlight(call: Call, input: { question: number; answering: boolean }): Promise<ModeratedQuestion> {
    return this.database.write(call, async (tx) => {
      const { question, moderator } = await this.moderating.lockForModerator(call, input.question, tx);
      const before = question.remember();
      const { session } = question;
      const other = input.answering
        ? await tx.em.findOne(
            Question,
            { session, answering: true, id: { $ne: question.id } },
            { lockMode: LockMode.PESSIMISTIC_WRITE },
          )
        : null;
      if (other) {
        // The index knows one at a time: the other leaves first. Giving way is no step of its own.
        other.answering = false;
        await tell(tx, other, other.state);
      }
      question.spotlight(input.answering);
      const step = input.answering ? 'answering' : 'not-answering';
      const logged = this.moderating.log(tx, {
        session,
        question: question.id,
        actor: moderator,
        step,
        before,
        other: other?.id ?? null,
      });
      await tell(tx, question, before.state);
      return moderated(tx, question, logged);
    });
  }

  /** Unites two questions and their voters. @throws Problem forbidden, not_found, question_state, question_changed */
  async merge(
    call: Call,
    input: { question: number; into: number; version?: number | undefined },
  ): Promise<ModeratedQuestion> {
    return this.database.write(call, async (tx) => {
      const { question, moderator, now } = await this.moderating.lockForModerator(
        call,
        input.question,
        tx,
        input.version,
        [input.into],
      );
      const other = await tx.em.findOne(Question, { id: input.into, session: question.session });
      if (!other || other.id === question.id) throw new Problem('not_found');
      const before = question.remember();
      await unite(tx, question, other, (one) => one.mergeInto(other, moderator, now));
      const { session, id } = question;
      const logged = this.moderating.log(tx, {
        session,
        question: id,
        actor: moderator,
        step: 'merged',
        before,
        other: other.id,
      });
      return moderated(tx, question, logged);
    });
  }

  /** Takes a question out of the one it was merged into, as it was. @throws Problem forbidden, question_state */
  async unmerge(call: Call, input: { question: number }): Promise<ModeratedQuestion> {
    return this.database.write(call, async (tx) => {
      const { question, moderator } = await this.moderating.lockForModerator(call, input.question, tx);
      const [merging] = await tx.em.find(
        ModerationStep,
        { question: question.id, step: 'merged' },
        { orderBy: { id: 'desc' }, limit: 1 },
      );
      if (question.state !== 'merged' || !merging?.before) {
        throw new Problem('question_state', { state: question.state });
      }
      const before = question.remember();
      const other = question.mergedInto ?? null;
      // Its history goes on: the version counts up, not back.
      await separate(tx, question, { ...merging.before, version: question.version + 1 });
      const { session, id } = question;
      const logged = this.moderating.log(tx, {
        session,
        question: id,
        actor: moderator,
        step: 'unmerged',
        before,
        other,
      });
      return moderated(tx, question, logged);
    });
  }

  /**
   * Undoes the caller's last step in a session that is not undone yet.
   * @param input.step the one that is meant
   * @throws Problem forbidden, nothing_to_undo, step_not_last, question_changed where the question has moved on since
   */
  async undo(call: Call, input: { session: string; step?: number | undefined }): Promise<Undone> {
    return this.database.write(call, async (tx) => {
      const { session, actor, now } = await this.sessions.find(call, input.session, tx);
      if (!mayModerate(actor) || !actor.person) throw new Problem('forbidden');
      const moderator = actor.person;
      await lockRoom(tx, session.id);
      const step = await lastStep(tx, session.id, moderator);
      if (!step?.before || step.question == null) throw new Problem('nothing_to_undo');
      if (input.step !== undefined && input.step !== step.id) throw new Problem('step_not_last');
      const other = step.other ?? null;
      const { question } = await this.moderating.lock(call, step.question, tx, other === null ? [] : [other]);
      if (question.version !== step.version) throw new Problem('question_changed');
      const { before } = step;
      if (step.step === 'merged') await separate(tx, question, before);
      else if (step.step === 'unmerged') {
        const into = other === null ? null : await tx.em.findOne(Question, { id: other });
        if (!into) throw new Problem('question_changed');
        const back = await asItCanBe(tx, question, before);
        await unite(tx, question, into, (one) => {
          one.mergeInto(into, moderator, now);
          one.restore(back);
        });
      } else {
        const { state } = question;
        question.restore(await asItCanBe(tx, question, before));
        await tell(tx, question, state);
      }
      if (step.step === 'answering' && other !== null) await answerAgain(tx, other, step);
      const { id } = question;
      this.moderating.log(tx, {
        session: session.id,
        question: id,
        actor: moderator,
        step: 'undone',
        undoes: step.id,
      });
      return { ...forDesk(question), undid: step.step };
    });
  }
}

const holds = (tags: readonly string[], tag: string): boolean =>
  tags.some((one) => one.toLowerCase() === tag.toLowerCase());

/** What there is, without what went from one set to the other, and with what came. */
const tagsBetween = (
  there: readonly string[],
  from: readonly string[],
  to: readonly string[],
): readonly string[] => [
  ...there.filter((tag) => !holds(from, tag) || holds(to, tag)),
  ...to.filter((tag) => !holds(from, tag)),
];

/** The first of those that differ in nothing but capitals. */
const eachOnce = (tags: readonly string[]): string[] =>
  tags.filter((tag, index) => tags.findIndex((other) => other.toLowerCase() === tag.toLowerCase()) === index);
