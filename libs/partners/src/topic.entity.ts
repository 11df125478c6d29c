import type { LocalisedText, Synonyms } from '@foyer/contracts';
import { EventEntity } from '@foyer/events';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/** Something that people offer or seek, as an event's organisers name it. */
export const TopicEntity = defineEntity({
  name: 'Topic',
  tableName: 'topic',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    event: () => p.manyToOne(EventEntity).mapToPk().deleteRule('cascade'),
    key: p.string().length(80),
    labels: p.json<LocalisedText>(),
    synonyms: p.json<Synonyms>().defaultRaw(`'{}'`),
    /** What it is a part of; that one is part of nothing itself. */
    parent: () => p.manyToOne(TopicEntity).mapToPk().deleteRule('set null').nullable().index('topic_parent'),
    version: p.integer().default(0),
  },
  uniques: [{ name: 'topic_event_key', properties: ['event', 'key'] }],
  checks: [{ name: 'topic_not_its_own_parent', expression: 'parent_id <> id' }],
});
export type TopicEntity = InferEntity<typeof TopicEntity>;

/** Every name of a topic in any language, as names are compared; one means one topic. A trigger keeps them. */
export const TopicName = defineEntity({
  name: 'TopicName',
  tableName: 'topic_name',
  properties: {
    event: () => p.manyToOne(EventEntity).mapToPk().primary().deleteRule('cascade'),
    folded: p.text().primary(),
    topic: () => p.manyToOne(TopicEntity).mapToPk().deleteRule('cascade').index('topic_name_topic'),
  },
  indexes: [
    {
      name: 'topic_name_trigrams',
      expression: 'create index "topic_name_trigrams" on "topic_name" using gin ("folded" gin_trgm_ops)',
    },
  ],
});

/** Who offers the one can help who needs the other, say the organisers. */
export const TopicComplement = defineEntity({
  name: 'TopicComplement',
  tableName: 'topic_complement',
  properties: {
    offer: () => p.manyToOne(TopicEntity).mapToPk().primary().deleteRule('cascade'),
    need: () =>
      p.manyToOne(TopicEntity).mapToPk().primary().deleteRule('cascade').index('topic_complement_need'),
  },
});
