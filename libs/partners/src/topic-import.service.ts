import type { RouteParsed, RouteResult, routes } from '@foyer/contracts';
import { EventAccess, organisers } from '@foyer/events';
import { Database, type Call } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { readTopics } from './topic-rows.js';
import { readTopicTable } from './topic-table.js';
import { namesOf, putTopics } from './topic-writer.js';

const mostFaults = 100;
/** What a preview throws away again. */
class Preview extends Error {
  constructor(readonly answer: RouteResult<typeof routes.importTopics>) {
    super('only looked at');
  }
}

/** Topics from a table that somebody pastes. */
@Injectable()
export class TopicImportService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
  ) {}

  /**
   * All of it or nothing; a preview does the same and takes it back. Names that a table leaves out in languages which
   * it does not have stay as they are.
   * @throws Problem topic_name_taken; too_many_topics; forbidden; not_found
   */
  async run(
    call: Call,
    slug: string,
    { table, preview }: RouteParsed<typeof routes.importTopics>['body'],
  ): Promise<RouteResult<typeof routes.importTopics>> {
    try {
      return await this.database.write(call, async (tx) => {
        const { event } = await this.access.findAs(call, { slug }, organisers, tx);
        const known = await readTopics(tx.sql, event.id);
        const { topics, faults } = readTopicTable(
          table,
          event.languages[0] ?? 'en',
          known.map((topic) => ({ key: topic.key, names: namesOf(topic), part: topic.parent !== null })),
        );
        const nothing = { created: [], changed: [], same: 0, imported: false };
        if (faults.length > 0) return { ...nothing, errors: faults.slice(0, mostFaults) };
        const before = new Map(known.map((topic) => [topic.key, topic]));
        const { created, changed } = await putTopics(
          tx,
          event,
          topics.map((topic) => {
            const old = before.get(topic.key);
            return {
              ...topic,
              labels: { ...old?.labels, ...topic.labels },
              synonyms: { ...old?.synonyms, ...topic.synonyms },
            };
          }),
        );
        const same = topics.length - created.length - changed.length;
        const answer = { created, changed, same, errors: [], imported: !preview };
        if (preview) throw new Preview(answer);
        return answer;
      });
    } catch (error) {
      if (error instanceof Preview) return error.answer;
      throw error;
    }
  }
}
