import { SessionEntity, SpeakerEntity } from '@foyer/agenda';
import {
  erasedName,
  questionStates,
  usualReasons,
  type QuestionState,
  type UsualReason,
} from '@foyer/contracts';
import { Person } from '@foyer/people';
import { Problem } from '@foyer/platform';
import { defineEntity, p } from '@mikro-orm/core';

/** What a moderator's step may change; kept before each, for undoing it. Times as ISO text. */
export interface Remembered {
  text: string;
  original: string | null;
  state: QuestionState;
  reason: string | null;
  /** Not in what was kept before there were such. */
  usualReason?: UsualReason | null;
  answeredAt: string | null;
  moderatedAt: string | null;
  moderatedBy: string | null;
  pinned: boolean;
  answering: boolean;
  reply: string | null;
  assigned: string | null;
  tags: string[];
  version: number;
}

/** Why a question is set aside: in own words, or for a usual reason. */
export interface WhyAside {
  reason?: string | null | undefined;
  usual?: UsualReason | null | undefined;
}

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
    /** As it was asked, where a moderator has edited it. */
    original: p.text().nullable(),
    anonymous: p.boolean().default(false),
    /** The asker's name as it was; null when asked anonymously or by somebody without one. */
    author: p.text().nullable(),
    /** The asker's organisation as it was; null like the name. */
    organisation: p.text().nullable(),
    /** Asked by a guest of the event. */
    guest: p.boolean().default(false),
    state: p.enum(questionStates).default('pending'),
    /** Why it was set aside, in the moderator's own words. */
    reason: p.text().nullable(),
    /** Why, where it was for a reason that every language has words for. */
    usualReason: p.enum(usualReasons).nullable(),
    /** How many rows `vote` has for it; written with them, by nothing else. Not kept up while it is merged. */
    votes: p.integer().default(0),
    askedAt: p.datetime(),
    /** When it was last published or set aside. */
    moderatedAt: p.datetime().nullable(),
    answeredAt: p.datetime().nullable(),
    moderatedBy: () =>
      p.manyToOne(Person).mapToPk().nullable().deleteRule('set null').index('question_moderator'),
    pinned: p.boolean().default(false),
    /** It is being answered at this moment. */
    answering: p.boolean().default(false),
    /** An answer in writing. */
    reply: p.text().nullable(),
    /** The speaker whom it is for. */
    assigned: () =>
      p.manyToOne(SpeakerEntity).mapToPk().nullable().deleteRule('set null').index('question_assigned'),
    /** Moderators' own words for it. */
    tags: p.array<string>().columnType('text[]').defaultRaw(`'{}'`),
    /** What its asker wrote that the event's lists hold questions for: the kind and the words, as `word:casino`. */
    marks: p.array<string>().columnType('text[]').defaultRaw(`'{}'`),
    /** It waited because of them. */
    held: p.boolean().default(false),
    /** The question that stands for it; null also once that one is gone. */
    mergedInto: () =>
      p.manyToOne(Question).mapToPk().nullable().deleteRule('set null').index('question_merged_into'),
    /** Counts its changes, without votes. Undoing goes back. */
    version: p.integer().default(1),
  },
  indexes: [{ name: 'question_session_state', properties: ['session', 'state'] }],
  uniques: [{ name: 'question_answering_now', properties: ['session'], where: 'answering' }],
  checks: [
    { name: 'question_votes_not_negative', expression: 'votes >= 0' },
    { name: 'question_anonymous_has_no_author', expression: 'NOT (anonymous AND (author IS NOT NULL))' },
    {
      name: 'question_organisation_beside_a_name',
      expression: 'NOT ((organisation IS NOT NULL) AND (author IS NULL))',
    },
    { name: 'question_merged_elsewhere', expression: 'merged_into_id <> id' },
    { name: 'question_tags_few', expression: 'cardinality(tags) <= 5' },
  ],
});

/** A question from the audience, and which states it may pass through. */
export class Question extends QuestionSchema.class {
  /** @throws Problem question_state unless it waits */
  withdraw(): void {
    this.leave('pending');
    this.state = 'withdrawn';
    this.version++;
  }

  /** Whether it goes with its asker: nobody can answer a question without words. */
  goesWithAsker(): boolean {
    return this.state === 'pending' || this.state === 'approved';
  }

  /** Its asker has had themselves erased. */
  erase(): void {
    if (this.goesWithAsker()) this.state = 'withdrawn';
    this.text = erasedName;
    this.original = null;
    this.author = null;
    this.organisation = null;
    this.marks = [];
    this.pinned = false;
    this.answering = false;
    this.version++;
  }

  /**
   * The asker's own words, changed.
   * @param marks what is found in them
   * @param held whether it waits for these
   * @throws Problem question_state unless it waits
   */
  reword(text: string, marks: string[], held: boolean): void {
    this.leave('pending');
    this.text = text;
    this.original = null;
    this.marks = marks;
    this.held = held;
    this.version++;
  }

  /** Public at once, where nobody reads first. */
  publish(at: Date): void {
    this.state = 'approved';
    this.moderatedAt = at;
  }

  /**
   * Publishes it; also one that was set aside or marked answered too early.
   * @throws Problem question_state when it is public already or was taken back
   */
  approve(moderator: string, at: Date): void {
    this.leave('pending', 'dismissed', 'answered');
    this.moderated('approved', moderator, at);
    this.reply = null;
  }

  /** @throws Problem question_state unless it waits or is public */
  dismiss(moderator: string, at: Date, { reason = null, usual = null }: WhyAside): void {
    this.leave('pending', 'approved');
    this.moderated('dismissed', moderator, at);
    this.reason = reason;
    this.usualReason = usual;
  }

  /** @throws Problem question_state unless it is public */
  answer(moderator: string, at: Date): void {
    this.leave('approved');
    this.moderated('answered', moderator, at);
    this.answeredAt = at;
  }

  /** In writing; also beside what was said. @throws Problem question_state unless it is or was public */
  replyWith(moderator: string, at: Date, text: string): void {
    this.leave('approved', 'answered');
    const answeredAt = this.answeredAt ?? at;
    this.moderated('answered', moderator, at);
    this.answeredAt = answeredAt;
    this.reply = text;
  }

  /** Keeps what was asked. @throws Problem question_state unless it waits or is public */
  edit(text: string): void {
    this.leave('pending', 'approved');
    this.original ??= this.text;
    if (this.original === text) this.original = null;
    this.text = text;
    this.version++;
  }

  /** @throws Problem question_state unless it is public */
  pin(pinned: boolean): void {
    this.leave('approved');
    this.pinned = pinned;
    this.version++;
  }

  /** @throws Problem question_state unless it is public */
  spotlight(answering: boolean): void {
    this.leave('approved');
    this.answering = answering;
    this.version++;
  }

  /** Whom it is for. @throws Problem question_state unless it waits or is public */
  assign(speaker: string | null): void {
    this.leave('pending', 'approved');
    this.assigned = speaker;
    this.version++;
  }

  /** @throws Problem question_state where it was taken back or stands for nothing by itself */
  tag(tags: string[]): void {
    this.leave('pending', 'approved', 'answered', 'dismissed');
    this.tags = tags;
    this.version++;
  }

  /** Stands for nothing by itself from now on. @throws Problem question_state where the two cannot be united */
  mergeInto(other: Question, moderator: string, at: Date): void {
    this.leave('pending', 'approved');
    // What everybody sees must not vanish into what they do not.
    if (other.state !== 'approved' && !(other.state === 'pending' && this.state === 'pending')) {
      throw new Problem('question_state', { state: other.state });
    }
    this.moderated('merged', moderator, at);
    this.mergedInto = other.id;
  }

  /** As `before` has it. */
  restore(before: Remembered): void {
    const { answeredAt, moderatedAt, usualReason = null, ...rest } = before;
    Object.assign(this, { ...rest, usualReason });
    this.answeredAt = answeredAt === null ? null : new Date(answeredAt);
    this.moderatedAt = moderatedAt === null ? null : new Date(moderatedAt);
    if (this.state !== 'merged') this.mergedInto = null;
  }

  remember(): Remembered {
    return {
      text: this.text,
      original: this.original ?? null,
      state: this.state,
      reason: this.reason ?? null,
      usualReason: this.usualReason ?? null,
      answeredAt: this.answeredAt?.toISOString() ?? null,
      moderatedAt: this.moderatedAt?.toISOString() ?? null,
      moderatedBy: this.moderatedBy ?? null,
      pinned: this.pinned,
      answering: this.answering,
      reply: this.reply ?? null,
      assigned: this.assigned ?? null,
      tags: [...this.tags],
      version: this.version,
    };
  }

  private moderated(state: Question['state'], moderator: string, at: Date): void {
    this.state = state;
    this.reason = null;
    this.usualReason = null;
    this.answeredAt = null;
    this.pinned = false;
    this.answering = false;
    this.moderatedAt = at;
    this.moderatedBy = moderator;
    this.version++;
  }

  private leave(...from: Question['state'][]): void {
    if (!from.includes(this.state)) throw new Problem('question_state', { state: this.state });
  }
}
QuestionSchema.setClass(Question);
