import type { RouteParsed, RouteResult, routes } from '@foyer/contracts';
import { EventAccess, organisers } from '@foyer/events';
import { localised } from '@foyer/locales';
import { Database, Problem, sql, type Call, type Sql } from '@foyer/platform';
import type { Language, LocalisedText } from '@foyer/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';

type Answer = RouteResult<typeof routes.listConsentLog>;
export type ConsentRow = Answer['entries'][number];

/** The log of consents, as proof. */
@Injectable()
export class ConsentLogQueries {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
  ) {}

  /**
   * Who agreed to which words and when, oldest first, a page at a time.
   * @throws Problem forbidden; not_found; invalid_input for an `after` that no page gave
   */
  async log(
    call: Call,
    slug: string,
    { limit, after }: RouteParsed<typeof routes.listConsentLog>['query'],
  ): Promise<Answer> {
    const { event } = await this.access.findAs(call, { slug }, organisers);
    if (after !== undefined && !z.uuid().safeParse(after).success) {
      throw new Problem('invalid_input', {}, [
        { pointer: '/query/after', message: 'is not from a page before' },
      ]);
    }
    const entries = await readConsentLog(this.database.sql, event.id, { limit: limit + 1, after });
    const page = entries.slice(0, limit);
    return { entries: page, next: entries.length > limit ? (page.at(-1)?.id ?? null) : null };
  }
}

/** Entries of the log, oldest first; of one person, or of all. */
export async function readConsentLog(
  database: Sql,
  event: string,
  { limit, after, person }: { limit: number; after?: string | undefined; person?: string },
): Promise<ConsentRow[]> {
  const { rows } = await sql<
    Omit<ConsentRow, 'at' | 'wording'> & { at: Date; wording: LocalisedText; language: Language }
  >`
    select l.id, l.at, coalesce(r.name, p.name) as name, p.email, l.consent, w.version, l.language, w.wording, l.given,
      l.cause
    from consent_log l join consent_wording w on w.id = l.wording_id join person p on p.id = l.person_id
      left join registration r on r.event_id = l.event_id and r.person_id = l.person_id
    where l.event_id = ${event} and (${after ?? null}::uuid is null or l.id > ${after ?? null})
      and (${person ?? null}::uuid is null or l.person_id = ${person ?? null})
    order by l.id limit ${limit}`.execute(database);
  return rows.map((row) => ({
    ...row,
    at: row.at.toISOString(),
    wording: localised(row.wording, row.language),
  }));
}
