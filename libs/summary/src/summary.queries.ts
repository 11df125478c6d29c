import type { Summary } from '@foyer/contracts';
import type { EventEntity } from '@foyer/events';
import { sql, type Sql } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { FunnelQueries } from './funnel.queries.js';

type Questions = Summary['questions'];
type SessionFigures = Summary['sessions'][number];

/**
 * Counts what came of an event: set-based, as of one instant when read in one snapshot.
 * What each figure means is said in `docs/summary.md` and printed beside it.
 */
@Injectable()
export class SummaryQueries {
  constructor(@Inject(FunnelQueries) private readonly funnel: FunnelQueries) {}

  async figures(database: Sql, event: EventEntity): Promise<Summary> {
    const people = await this.people(database, event.id);
    const sessions = await this.sessions(database, event.id);
    return {
      ...people,
      guests: await this.guests(database, event.id),
      countries: await this.countries(database, event.id),
      categories: await this.categories(database, event),
      sessions,
      questions: totals(sessions),
      meetings: await this.meetings(database, event.id),
    };
  }

  /** Confirmed participants, their organisations, and how many of them came. */
  async people(
    database: Sql,
    event: string,
  ): Promise<Pick<Summary, 'participants' | 'organisations' | 'attended'>> {
    const { rows } = await sql<Pick<Summary, 'participants' | 'organisations' | 'attended'>>`
      select count(*)::int as participants,
        count(distinct r.organisation_id)::int as organisations,
        count(*) filter (where
          exists (select from attendance a join session s on s.id = a.session_id
                  where s.event_id = r.event_id and a.person_id = r.person_id and not a.guest)
          or exists (select from meeting_person p join meeting m on m.id = p.meeting_id
                     where m.event_id = r.event_id and p.person_id = r.person_id and p.entered_at is not null)
        )::int as attended
      from registration r where r.event_id = ${event} and r.state = 'confirmed'`.execute(database);
    return rows[0] ?? { participants: 0, organisations: 0, attended: 0 };
  }

  /** Who came in as a guest and has not become anything else; with an account or without. */
  private async guests(database: Sql, event: string): Promise<number> {
    const { rows } = await sql<{ guests: number }>`
      select count(*)::int as guests from event_guest g where g.event_id = ${event} and not exists (
        select from event_role r where r.event_id = g.event_id and r.person_id = g.person_id)`.execute(
      database,
    );
    return rows[0]?.guests ?? 0;
  }

  async countries(database: Sql, event: string): Promise<Summary['countries']> {
    const { rows } = await sql<Summary['countries'][number]>`
      select country, count(*)::int as participants, count(distinct organisation_id)::int as organisations
      from registration where event_id = ${event} and state = 'confirmed'
      group by country order by 2 desc, 1`.execute(database);
    return rows;
  }

  async categories(database: Sql, event: EventEntity): Promise<Summary['categories']> {
    const { rows } = await sql<{ category: string; participants: number; organisations: number }>`
      select category, count(*)::int as participants, count(distinct organisation_id)::int as organisations
      from registration where event_id = ${event.id} and state = 'confirmed'
      group by category order by 2 desc, 1`.execute(database);
    const labels = new Map(event.categories.map(({ key, label }) => [key, label]));
    return rows.map((row) => ({ ...row, label: labels.get(row.category) ?? { en: row.category } }));
  }

  /** Sessions that people come to; breaks and blockers have nothing to count. */
  private async sessions(database: Sql, event: string): Promise<SessionFigures[]> {
    const { rows } = await sql<Omit<SessionFigures, 'startsAt'> & { startsAt: Date }>`
      select s.id as session, s.title, s.starts_at as "startsAt",
        (select count(distinct a.person_id)::int from attendance a where a.session_id = s.id and not a.guest) as attended,
        q.asked, q.approved, q.answered, q.votes
      from session s, lateral (
        select count(*) filter (where state <> 'withdrawn')::int as asked,
          count(*) filter (where state in ('approved', 'answered'))::int as approved,
          count(*) filter (where state = 'answered')::int as answered,
          coalesce(sum((select count(*) from vote v where v.question_id = question.id))
            filter (where state in ('approved', 'answered')), 0)::int as votes
        from question where session_id = s.id
      ) q
      where s.event_id = ${event} and s.kind not in ('break', 'private-blocker', 'b2b-block')
      order by s.starts_at, s.slug`.execute(database);
    return rows.map((row) => ({ ...row, startsAt: row.startsAt.toISOString() }));
  }

  /** The same figures as in the funnel of meetings. */
  private async meetings(database: Sql, event: string): Promise<Summary['meetings']> {
    const { total } = await this.funnel.totals(database, event);
    const said = await this.funnel.outcomes(database, event);
    return {
      requested: total.requested,
      accepted: total.accepted,
      held: total.held,
      outcomes: { 'no-interest': 0, informative: 0, 'cooperation-possible': 0, ...said },
    };
  }
}

function totals(sessions: readonly SessionFigures[]): Questions {
  const sum = (figure: keyof Questions): number => sessions.reduce((total, row) => total + row[figure], 0);
  return { asked: sum('asked'), approved: sum('approved'), answered: sum('answered'), votes: sum('votes') };
}
