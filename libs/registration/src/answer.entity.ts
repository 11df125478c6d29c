import type { Answer } from '@foyer/contracts';
import { Person } from '@foyer/people';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { RegistrationEntity } from './registration.entity.js';

/** What somebody has answered to a question of the form. */
export const AnswerEntity = defineEntity({
  name: 'RegistrationAnswer',
  tableName: 'registration_answer',
  properties: {
    registration: () => p.manyToOne(RegistrationEntity).mapToPk().primary().deleteRule('cascade'),
    question: p.string().length(40).primary(),
    value: p.json<Answer>(),
  },
});
export type AnswerEntity = InferEntity<typeof AnswerEntity>;

/** Who changed which answers and when; what was answered before is not kept. */
export const AnswerChange = defineEntity({
  name: 'AnswerChange',
  tableName: 'answer_change',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    registration: () =>
      p.manyToOne(RegistrationEntity).mapToPk().deleteRule('cascade').index('answer_change_registration'),
    by: () => p.manyToOne(Person).mapToPk().nullable().deleteRule('set null').index('answer_change_by'),
    /** Not by the participant but by an organiser. */
    byOrganiser: p.boolean(),
    questions: p.array<string>().columnType('text[]'),
    at: p.datetime(),
  },
});
export type AnswerChange = InferEntity<typeof AnswerChange>;
