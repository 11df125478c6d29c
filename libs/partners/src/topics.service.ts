import type { RouteParsed, RouteResult, routes, Topic } from '@foyer/contracts';
import { EventAccess, organisers } from '@foyer/events';
import { Database, Problem, sql, type Call, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { topicKey } from './topic-key.js';
import { peopleTouched, readLooseWords, readTopics, refreshPeople } from './topic-rows.js';
import { checkNames, checkParent, holdTopics, namesOf, putAnswers, takenKeys } from './topic-writer.js';

type Create = RouteParsed<typeof routes.createTopic>['body'];
type Update = RouteParsed<typeof routes.updateTopic>['body'];
type AddName = RouteParsed<typeof routes.addTopicName>['body'];

/** The topics of an event, kept by its organisers. With each change everybody's words are understood anew. */
@Injectable()
export class TopicsService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
  ) {}

  /** @throws Problem forbidden; not_found */
  async desk(call: Call, slug: string): Promise<RouteResult<typeof routes.getTopicDesk>> {
    const { event } = await this.access.findAs(call, { slug }, organisers);
    return this.database.snapshot(async (database) => ({
      topics: await readTopics(database, event.id),
      ...(await readLooseWords(database, event.id)),
    }));
  }

  /**
   * @throws Problem topic_name_taken; topic_parent; too_many_topics; conflict for a key that is taken; forbidden;
   * not_found also for a parent or an answered topic of another event
   */
  async create(call: Call, slug: string, { key, labels, synonyms, parent, answers }: Create): Promise<Topic> {
    return this.change(call, slug, async (tx, event) => {
      const taken = await takenKeys(tx, event, 1);
      if (key !== undefined && taken.has(key)) throw new Problem('conflict');
      await checkNames(tx, event, namesOf({ labels, synonyms }), []);
      if (parent !== null) await checkParent(tx, event, parent, null);
      const { rows } = await sql<{ id: string }>`
        insert into topic (event_id, key, labels, synonyms, parent_id)
        values (${event}, ${key ?? topicKey(labels, taken)}, ${JSON.stringify(labels)}, ${JSON.stringify(synonyms)}, ${parent})
        returning id`.execute(tx.sql);
      const id = rows[0]?.id ?? '';
      await putAnswers(tx, event, id, answers);
      return id;
    });
  }

  /** @throws Problem topic_name_taken; topic_parent; conflict for an older version; forbidden; not_found */
  async update(call: Call, slug: string, topic: string, given: Update): Promise<Topic> {
    return this.change(
      call,
      slug,
      async (tx, event) => {
        await this.expect(tx, event, topic, given.version);
        await checkNames(tx, event, namesOf(given), [topic]);
        if (given.parent !== null) await checkParent(tx, event, given.parent, topic);
        await sql`
          update topic set labels = ${JSON.stringify(given.labels)}, synonyms = ${JSON.stringify(given.synonyms)},
            parent_id = ${given.parent}, version = version + 1
          where id = ${topic}`.execute(tx.sql);
        await putAnswers(tx, event, topic, given.answers);
        return topic;
      },
      [topic],
    );
  }

  /** Words that participants wrote come to mean this topic. @throws Problem topic_name_taken; forbidden; not_found */
  async addName(call: Call, slug: string, topic: string, { language, name }: AddName): Promise<Topic> {
    return this.change(
      call,
      slug,
      async (tx, event) => {
        const known = await this.expect(tx, event, topic);
        const synonyms = { ...known.synonyms, [language]: [...(known.synonyms[language] ?? []), name] };
        const names = namesOf({ labels: known.labels, synonyms: known.synonyms });
        if (names.includes(name)) return topic;
        await checkNames(tx, event, [name], [topic]);
        await sql`
          update topic set synonyms = ${JSON.stringify(synonyms)}, version = version + 1 where id = ${topic}`.execute(
          tx.sql,
        );
        return topic;
      },
      [topic],
    );
  }

  /** What people wrote stays: their words are their own again. @throws Problem forbidden; not_found */
  async remove(call: Call, slug: string, topic: string): Promise<void> {
    await this.database.write(call, async (tx) => {
      const { event } = await this.access.findAs(call, { slug }, organisers, tx);
      await holdTopics(tx, event.id);
      await this.expect(tx, event.id, topic);
      const touched = await peopleTouched(tx, event.id, [topic]);
      await sql`delete from topic where id = ${topic}`.execute(tx.sql);
      await refreshPeople(tx, event.id, touched);
      return null;
    });
  }

  /**
   * A topic's names become other names of the one that stays, which takes over what it answers, what answers it and its
   * parts.
   * @throws Problem conflict for a topic into itself; topic_parent where parts would come to have parts; forbidden;
   * not_found
   */
  async merge(call: Call, slug: string, topic: string, into: string): Promise<Topic> {
    return this.change(
      call,
      slug,
      async (tx, event) => {
        const [gone, stays] = [await this.expect(tx, event, topic), await this.expect(tx, event, into)];
        if (topic === into) throw new Problem('conflict');
        const { rows: parts } =
          await sql`select from topic where parent_id = ${topic} and id <> ${into}`.execute(tx.sql);
        if (parts.length > 0 && stays.parent !== null && stays.parent !== topic)
          throw new Problem('topic_parent');
        const synonyms = { ...stays.synonyms };
        for (const [language, label] of Object.entries(gone.labels)) add(synonyms, language, [label]);
        for (const [language, names] of Object.entries(gone.synonyms)) add(synonyms, language, names);
        await sql`
          update topic set parent_id = null where id = ${into} and parent_id = ${topic}`.execute(tx.sql);
        await sql`update topic set parent_id = ${into} where parent_id = ${topic}`.execute(tx.sql);
        await sql`
          insert into topic_complement (offer_id, need_id)
          select ${into}, need_id from topic_complement where offer_id = ${topic} and need_id <> ${into}
          union
          select offer_id, ${into} from topic_complement where need_id = ${topic} and offer_id <> ${into}
          on conflict do nothing`.execute(tx.sql);
        await sql`delete from topic where id = ${topic}`.execute(tx.sql);
        await sql`
          update topic set synonyms = ${JSON.stringify(synonyms)}, version = version + 1 where id = ${into}`.execute(
          tx.sql,
        );
        return into;
      },
      [topic, into],
    );
  }

  /** Behind the lock of the topics: does it, and then understands anew whom it touches. */
  private async change(
    call: Call,
    slug: string,
    work: (tx: Tx, event: string) => Promise<string>,
    before: readonly string[] = [],
  ): Promise<Topic> {
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.findAs(call, { slug }, organisers, tx);
      await holdTopics(tx, event.id);
      const touched = await peopleTouched(tx, event.id, before);
      const id = await work(tx, event.id);
      await refreshPeople(tx, event.id, [...touched, ...(await peopleTouched(tx, event.id, [id]))]);
      const [topic] = await readTopics(tx.sql, event.id, [id]);
      if (!topic) throw new Error('the topic was not stored');
      return topic;
    });
  }

  private async expect(tx: Tx, event: string, id: string, version?: number): Promise<Topic> {
    const [topic] = await readTopics(tx.sql, event, [id]);
    if (!topic) throw new Problem('not_found');
    if (version !== undefined && topic.version !== version) throw new Problem('conflict');
    return topic;
  }
}

function add(synonyms: Record<string, string[]>, language: string, names: readonly string[]): void {
  synonyms[language] = [...new Set([...(synonyms[language] ?? []), ...names])].slice(0, 30);
}
