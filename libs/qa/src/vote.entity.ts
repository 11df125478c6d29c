import { Person } from '@foyer/people';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { Question } from './question.entity.js';

/** Somebody wants this question answered. */
export const Vote = defineEntity({
  name: 'Vote',
  tableName: 'vote',
  properties: {
    question: () => p.manyToOne(Question).mapToPk().primary().deleteRule('cascade'),
    person: () => p.manyToOne(Person).mapToPk().primary().deleteRule('cascade'),
    /** Not given to this question itself: it came with one that was merged into it. */
    united: p.boolean().default(false),
    at: p.datetime().defaultRaw('now()'),
  },
  // One's own votes are read at every joining.
  indexes: [{ name: 'vote_person_question', properties: ['person', 'question'] }],
});
export type Vote = InferEntity<typeof Vote>;
