import { EventAccess, moderators } from '@foyer/events';
import { Database, sql, type Call } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';

/** So many are offered: more than anybody reads. */
const most = 200;

/** Moderators' own words for questions, as an event uses them. */
@Injectable()
export class QuestionTags {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
  ) {}

  /** The tags that questions of an event bear, the most used first. @throws Problem not_found, forbidden */
  async list(call: Call, slug: string): Promise<{ tags: string[] }> {
    const { event } = await this.access.findAs(call, { slug }, moderators);
    // Of spellings that differ in capitals, the most used one.
    const { rows } = await sql<{ tag: string }>`
      with used as (
        select tag, count(*) as times from question q join session s on s.id = q.session_id, unnest(q.tags) as tag
        where s.event_id = ${event.id} and q.state <> 'withdrawn' group by tag
      ), spelt as (
        select distinct on (lower(tag)) tag, sum(times) over (partition by lower(tag)) as times
        from used order by lower(tag), used.times desc, tag
      )
      select tag from spelt order by times desc, lower(tag) limit ${most}`.execute(this.database.sql);
    return { tags: rows.map(({ tag }) => tag) };
  }
}
