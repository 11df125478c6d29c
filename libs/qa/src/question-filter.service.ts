import {
  languages,
  type QuestionFilter,
  type QuestionFilterDesk,
  type RouteParsed,
  type routes,
} from '@foyer/contracts';
import { EventAccess, moderators } from '@foyer/events';
import { Clock, Database, Problem, sql, type Call, type Sql } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { readFilter } from './question-marks.js';
import { starterWords } from './starter-words.js';

type Given = RouteParsed<typeof routes.saveQuestionFilter>['body'];

/** The words and links that hold a question, in the hands of moderators. */
@Injectable()
export class QuestionFilters {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_found, forbidden */
  async get(call: Call, slug: string): Promise<QuestionFilterDesk> {
    const { event } = await this.access.findAs(call, { slug }, moderators);
    return readDesk(this.database.sql, event.id);
  }

  /**
   * Saves all of it. What is asked from now on is held by it; what has been asked stays as it is.
   * @throws Problem edit_conflict when somebody has saved since `version`; forbidden; not_found
   */
  async save(call: Call, slug: string, given: Given): Promise<QuestionFilterDesk> {
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.findAs(call, { slug }, moderators, tx);
      const { words, starter, links } = tidy(given);
      // The row's version decides between two who save at once; there is none before the first.
      const { rows } = await sql`
        insert into question_filter (event_id, words, starter, links, version, edited_by_id, edited_at)
        values (${event.id}, ${JSON.stringify(words)}::jsonb, ${starter}::text[], ${links}, 1,
          ${call.actor?.person ?? null}, ${this.clock.now()})
        on conflict (event_id) do update set words = excluded.words, starter = excluded.starter,
          links = excluded.links, version = question_filter.version + 1, edited_by_id = excluded.edited_by_id,
          edited_at = excluded.edited_at
        where question_filter.version = ${given.version}
        returning version`.execute(tx.sql);
      if (rows.length === 0) throw new Problem('edit_conflict');
      return readDesk(tx.sql, event.id);
    });
  }
}

/** Each word once, in its order; languages without words have none. */
function tidy({ words, starter, links }: Given): Omit<QuestionFilter, 'version'> {
  const own = languages.flatMap((language) => {
    const all = [...new Set(words[language] ?? [])];
    return all.length > 0 ? [[language, all] as const] : [];
  });
  return { words: Object.fromEntries(own), starter: [...new Set(starter)], links };
}

async function readDesk(database: Sql, event: string): Promise<QuestionFilterDesk> {
  const filter = await readFilter(database, event);
  const { rows } = await sql<{ editedBy: string | null; editedAt: Date | null }>`
    select p.name as "editedBy", f.edited_at as "editedAt"
    from question_filter f left join person p on p.id = f.edited_by_id where f.event_id = ${event}`.execute(
    database,
  );
  const [edited] = rows;
  return {
    ...filter,
    ready: Object.fromEntries(languages.map((language) => [language, [...starterWords[language]]])),
    editedBy: edited?.editedBy ?? null,
    editedAt: edited?.editedAt ? new Date(edited.editedAt).toISOString() : null,
  };
}
