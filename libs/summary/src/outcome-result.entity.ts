import { outcomeVerdicts, type LocalisedText } from '@foyer/contracts';
import { EventEntity } from '@foyer/events';
import { Person } from '@foyer/people';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/**
 * What the organisers say came of an expectation. It belongs to the words that it answers, not to a place in a list:
 * when expectations are put in another order, each keeps its own.
 */
export const OutcomeResult = defineEntity({
  name: 'OutcomeResult',
  tableName: 'outcome_result',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    event: () => p.manyToOne(EventEntity).mapToPk().deleteRule('cascade'),
    /** Of the expectation's words, in hexadecimal. */
    fingerprint: p.string().length(64),
    /** Where it stood, so that it is found again once it is put otherwise. */
    place: p.integer(),
    verdict: p.enum(outcomeVerdicts).nullable(),
    text: p.json<LocalisedText>(),
    version: p.integer().default(1),
    /** Null once the account is gone. */
    editedBy: () =>
      p.manyToOne(Person).mapToPk().nullable().deleteRule('set null').index('outcome_result_edited_by'),
    editedAt: p.datetime(),
  },
  uniques: [{ name: 'outcome_result_expectation', properties: ['event', 'fingerprint'] }],
});
export type OutcomeResult = InferEntity<typeof OutcomeResult>;
