import { SessionEntity } from '@foyer/agenda';
import { questionStates } from '@foyer/contracts';
import { Person } from '@foyer/people';
import { Problem } from '@foyer/platform';
import { defineEntity, p } from '@mikro-orm/core';

const QuestionSchema = defineEntity({
  name: 'Question',
  tableName: 'question',
  properties: {
    /** Small numbers, since thousands of votes name them on the wire. */
    id: p.integer().primary().autoincrement(),
    session: () => p.manyToOne(SessionEntity).mapToPk().deleteRule('cascade'),
    /** Who asked, also where nobody else is told. */
    person: () => p.manyToOne(Person).mapToPk().deleteRule('cascade').index('question_person'),
    text: p.text(),
    anonymous: p.boolean().default(false),
    /** The asker's name as it was; null when asked anonymously or by somebody without one. */
    author: p.text().nullable(),
    state: p.enum(questionStates).default('pending'),
    /** Why it was set aside. */
    reason: p.text().nullable(),
    /** How many rows `vote` has for it; written with them, by nothing else. */
    votes: p.integer().default(0),
    askedAt: p.datetime(),
    /** When it was last published or set aside. */
    moderatedAt: p.datetime().nullable(),
    answeredAt: p.datetime().nullable(),
    moderatedBy: () =>
      p.manyToOne(Person).mapToPk().nullable().deleteRule('set null').index('question_moderator'),
  },
  indexes: [{ name: 'question_session_state', properties: ['session', 'state'] }],
  checks: [
    { name: 'question_votes_not_negative', expression: 'votes >= 0' },
    { name: 'question_anonymous_has_no_author', expression: 'NOT (anonymous AND (author IS NOT NULL))' },
  ],
});

/** A question from the audience, and which states it may pass through. */
export class Question extends QuestionSchema.class {
  /** @throws Problem question_state unless it waits */
  withdraw(): void {
    this.leave('pending');
    this.state = 'withdrawn';
  }

  /**
   * Publishes it; also one that was set aside or marked answered too early.
   * @throws Problem question_state when it is public already or was taken back
   */
  approve(moderator: string, at: Date): void {
    this.leave('pending', 'dismissed', 'answered');
    this.moderated('approved', moderator, at);
  }

  /** @throws Problem question_state unless it waits or is public */
  dismiss(moderator: string, at: Date, reason: string): void {
    this.leave('pending', 'approved');
    this.moderated('dismissed', moderator, at);
    this.reason = reason;
  }

  /** @throws Problem question_state unless it is public */
  answer(moderator: string, at: Date): void {
    this.leave('approved');
    this.moderated('answered', moderator, at);
    this.answeredAt = at;
  }

  private moderated(state: Question['state'], moderator: string, at: Date): void {
    this.state = state;
    this.reason = null;
    this.answeredAt = null;
    this.moderatedAt = at;
    this.moderatedBy = moderator;
  }

  private leave(...from: Question['state'][]): void {
    if (!from.includes(this.state)) throw new Problem('question_state', { state: this.state });
  }
}
QuestionSchema.setClass(Question);
