import { EventEntity } from '@foyer/events';
import { Person } from '@foyer/people';
import { defineEntity, p } from '@mikro-orm/core';
import { TopicEntity } from './topic.entity.js';

/** What somebody offers or needs in their own words, and the topic that is meant. Triggers keep it. */
export const PartnerTerm = defineEntity({
  name: 'PartnerTerm',
  tableName: 'partner_term',
  properties: {
    event: () => p.manyToOne(EventEntity).mapToPk().primary().deleteRule('cascade'),
    person: () => p.manyToOne(Person).mapToPk().primary().deleteRule('cascade').index('partner_term_person'),
    side: p.enum(['offer', 'need']).primary(),
    position: p.integer().primary(),
    words: p.text(),
    folded: p.text(),
    /** The topic's id, or else the folded words behind a tilde: who has the same means the same. */
    key: p.text(),
    topic: () =>
      p.manyToOne(TopicEntity).mapToPk().deleteRule('set null').nullable().index('partner_term_topic'),
    /** Where the words are no topic's name: the topic whose name is most like them, and how much, up to 1. */
    near: () =>
      p.manyToOne(TopicEntity).mapToPk().deleteRule('set null').nullable().index('partner_term_near'),
    nearness: p.float().columnType('real').nullable(),
  },
  indexes: [
    { name: 'partner_term_key', properties: ['event', 'side', 'key', 'person'] },
    {
      name: 'partner_term_trigrams',
      expression:
        'create index "partner_term_trigrams" on "partner_term" using gin ("folded" gin_trgm_ops) where topic_id is null',
    },
  ],
});

/** What the search compares of somebody. Triggers keep it. */
export const PartnerDocument = defineEntity({
  name: 'PartnerDocument',
  tableName: 'partner_document',
  properties: {
    event: () => p.manyToOne(EventEntity).mapToPk().primary().deleteRule('cascade'),
    person: () =>
      p.manyToOne(Person).mapToPk().primary().deleteRule('cascade').index('partner_document_person'),
    words: p.string().columnType('tsvector'),
  },
  indexes: [
    {
      name: 'partner_document_words',
      expression: 'create index "partner_document_words" on "partner_document" using gin ("words")',
    },
  ],
});

/** The words that an event's documents have had: slips in a search are mended by them. */
export const PartnerWord = defineEntity({
  name: 'PartnerWord',
  tableName: 'partner_word',
  properties: {
    event: () => p.manyToOne(EventEntity).mapToPk().primary().deleteRule('cascade'),
    word: p.text().primary(),
  },
  indexes: [
    {
      name: 'partner_word_trigrams',
      expression: 'create index "partner_word_trigrams" on "partner_word" using gin ("word" gin_trgm_ops)',
    },
  ],
});

/** "No thanks": this person is not suggested to that one again. */
export const PartnerAside = defineEntity({
  name: 'PartnerAside',
  tableName: 'partner_aside',
  properties: {
    event: () => p.manyToOne(EventEntity).mapToPk().primary().deleteRule('cascade'),
    person: () => p.manyToOne(Person).mapToPk().primary().deleteRule('cascade').index('partner_aside_person'),
    aside: () => p.manyToOne(Person).mapToPk().primary().deleteRule('cascade').index('partner_aside_aside'),
    at: p.datetime(),
  },
});
