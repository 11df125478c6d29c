import { z } from 'zod';
import { Language, line, LocalisedText, Slug, text, Uuid } from './common.js';
import { defineRoute, Nothing } from './route.js';

/** An event has no more topics than this. */
export const maxTopics = 500;

const Name = line(80);
const Labels = z
  .partialRecord(Language, Name)
  .refine((labels) => Object.keys(labels).length > 0, { error: 'needs a name in one language' });
/** Other names for the same, by language; whoever writes one means the topic. */
export const Synonyms = z.partialRecord(Language, z.array(Name).max(30));
export type Synonyms = z.infer<typeof Synonyms>;

export const TopicInput = z.object({
  /** Stable across imports; made from the name where it is left out. */
  key: Slug.optional(),
  labels: Labels,
  synonyms: Synonyms.default({}),
  /** What it is a part of: a topic that is itself part of none. */
  parent: Uuid.nullable().default(null),
  /** Needs that who offers this can answer, beside the need of this itself. */
  answers: z.array(Uuid).max(maxTopics).default([]),
});
export type TopicInput = z.infer<typeof TopicInput>;

const Count = z.number().int().nonnegative();
export const Topic = z.object({
  id: Uuid,
  key: Slug,
  labels: LocalisedText,
  synonyms: Synonyms,
  parent: Uuid.nullable(),
  answers: z.array(Uuid),
  /** Raised with each change. */
  version: Count,
  /** How many participants offer and need it. */
  offered: Count,
  needed: Count,
});
export type Topic = z.infer<typeof Topic>;

/** What participants have written that is the name of no topic. */
export const LooseWords = z.object({
  words: z.string(),
  language: Language,
  offered: Count,
  needed: Count,
  /** A topic whose name is like it. */
  near: Uuid.nullable(),
});
export type LooseWords = z.infer<typeof LooseWords>;

const EventParam = z.object({ event: Slug });
const TopicParam = EventParam.extend({ topic: Uuid });

export const getTopicDesk = defineRoute('GET', '/events/:event/topic-desk', 'Topics (organisers)', {
  params: EventParam,
  answer: z.object({
    topics: z.array(Topic),
    /** The most used first. */
    loose: z.array(LooseWords),
    /** How many different words there are that no topic knows. */
    looseTotal: Count,
  }),
  problems: ['not_found', 'forbidden'],
});
export const createTopic = defineRoute('POST', '/events/:event/topic-desk', 'Add a topic (organisers)', {
  params: EventParam,
  body: TopicInput,
  answer: Topic,
  status: 201,
  problems: ['not_found', 'forbidden', 'topic_name_taken', 'topic_parent', 'too_many_topics', 'conflict'],
});
export const updateTopic = defineRoute(
  'PUT',
  '/events/:event/topic-desk/:topic',
  'Change a topic (organisers)',
  {
    params: TopicParam,
    body: TopicInput.omit({ key: true }).extend({ version: Count }),
    answer: Topic,
    problems: ['not_found', 'forbidden', 'topic_name_taken', 'topic_parent', 'conflict'],
  },
);
/** What people wrote stays: their words are their own again. */
export const deleteTopic = defineRoute(
  'DELETE',
  '/events/:event/topic-desk/:topic',
  'Delete a topic (organisers)',
  { params: TopicParam, answer: Nothing, problems: ['not_found', 'forbidden'] },
);
/** Its names become other names of the topic that stays. */
export const mergeTopic = defineRoute(
  'POST',
  '/events/:event/topic-desk/:topic/merge',
  'Merge a topic into another (organisers)',
  {
    params: TopicParam,
    body: z.object({ into: Uuid }),
    answer: Topic,
    problems: ['not_found', 'forbidden', 'topic_parent', 'conflict'],
  },
);

/** Words that people wrote become a name of a topic that is there. */
export const addTopicName = defineRoute(
  'POST',
  '/events/:event/topic-desk/:topic/names',
  'Let words mean a topic (organisers)',
  {
    params: TopicParam,
    body: z.object({ language: Language, name: Name }),
    answer: Topic,
    problems: ['not_found', 'forbidden', 'topic_name_taken', 'conflict'],
  },
);

/** The columns of a table of topics; synonyms are separated by semicolons, in the language of the column. */
export const topicColumns = ['key', 'parent', 'answers'] as const;
/** What can be wrong with a line of a table of topics. */
export const topicFaults = [
  'no-name',
  'too-long',
  'bad-key',
  'name-twice',
  'unknown-parent',
  'unknown-answer',
  'deep',
] as const;
export const importTopics = defineRoute(
  'POST',
  '/events/:event/topic-desk/import',
  'Take topics from a table or a list (organisers)',
  {
    params: EventParam,
    body: z.object({ table: text(200_000), preview: z.boolean().default(false) }),
    answer: z.object({
      created: z.array(z.string()),
      changed: z.array(z.string()),
      same: Count,
      errors: z.array(z.object({ line: Count, fault: z.enum(topicFaults), text: z.string() })),
      imported: z.boolean(),
    }),
    problems: ['not_found', 'forbidden', 'topic_name_taken', 'too_many_topics'],
  },
);
