import type { QuestionFilter } from '@foyer/contracts';
import { EventEntity } from '@foyer/events';
import { Person } from '@foyer/people';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/** What holds a question of an event until a moderator has read it. No row: as the defaults have it. */
export const QuestionFilterEntity = defineEntity({
  name: 'QuestionFilter',
  tableName: 'question_filter',
  properties: {
    event: () => p.manyToOne(EventEntity).mapToPk().primary().deleteRule('cascade'),
    /** The organisers' own, by language. */
    words: p.json<QuestionFilter['words']>().defaultRaw(`'{}'`),
    /** Languages whose ready-made list is in use, too. */
    starter: p.array<string>().columnType('text[]').defaultRaw(`'{}'`),
    links: p.boolean().default(true),
    /** Counts its changes. */
    version: p.integer().default(0),
    editedBy: () =>
      p.manyToOne(Person).mapToPk().nullable().deleteRule('set null').index('question_filter_edited_by'),
    editedAt: p.datetime().nullable(),
  },
});
export type QuestionFilterEntity = InferEntity<typeof QuestionFilterEntity>;
