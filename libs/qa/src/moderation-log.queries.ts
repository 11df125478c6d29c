import type { RouteParsed, RouteResult, routes } from '@foyer/contracts';
import { EventAccess, moderators } from '@foyer/events';
import { SessionEntity } from '@foyer/agenda';
import { Database, Problem, type Call } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { readLog, readModerators } from './moderation-log.rows.js';

/** The log of moderation, for those who moderate. */
@Injectable()
export class ModerationLog {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
  ) {}

  /**
   * Who did what in a session, the newest first, a page at a time.
   * @throws Problem forbidden; not_found, also for a session of another event; invalid_input for an `after` that no
   * page gave
   */
  async list(
    call: Call,
    { event: slug, session: id }: RouteParsed<typeof routes.listModerationLog>['params'],
    { limit, ...query }: RouteParsed<typeof routes.listModerationLog>['query'],
  ): Promise<RouteResult<typeof routes.listModerationLog>> {
    const { event } = await this.access.findAs(call, { slug }, moderators);
    const session = await this.database.em().findOne(SessionEntity, { id, event: event.id });
    if (!session) throw new Problem('not_found');
    if (query.after !== undefined && !/^[mp]\d{1,15}$/.test(query.after)) {
      throw new Problem('invalid_input', {}, [
        { pointer: '/query/after', message: 'is not from a page before' },
      ]);
    }
    return this.database.snapshot(async (database) => {
      const entries = await readLog(database, { session: id }, { ...query, limit: limit + 1 });
      const page = entries.slice(0, limit);
      return {
        entries: page,
        next: entries.length > limit ? (page.at(-1)?.id ?? null) : null,
        people: await readModerators(database, id),
      };
    });
  }
}
