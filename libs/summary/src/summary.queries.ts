import type { Summary } from '@foyer/contracts';
import type { EventEntity } from '@foyer/events';
import { sql, type Sql } from '@foyer/platform';
import { Injectable } from '@nestjs/common';
import { readMeetingFigures } from './meeting.rows.js';
import { readGuests, readPeople } from './people.rows.js';
import { noQuestions, readQuestionFigures } from './session.rows.js';

type Questions = Summary['questions'];
type SessionFigures = Summary['sessions'][number];

/**
 * Counts what came of an event: set-based, as of one instant when read in one snapshot.
 * What each figure means is said in `docs/summary.md` and printed beside it.
 */
@Injectable()
export class SummaryQueries {
  async figures(database: Sql, event: EventEntity): Promise<Summary> {
    const { all, countries, categories } = await readPeople(database, event);
    const sessions = await this.sessions(database, event.id);
    const { requested, accepted, held, outcomes } = await readMeetingFigures(database, event.id);
    return {
      ...all,
      guests: await readGuests(database, event.id),
      countries: countries.map(({ attended: _, ...row }) => row),
      categories: categories.map(({ attended: _, ...row }) => row),
      sessions,
      questions: totals(sessions),
      meetings: { requested, accepted, held, outcomes },
    };
  }

  /** Sessions that people come to; breaks and blockers have nothing to count. */
  private async sessions(database: Sql, event: string): Promise<SessionFigures[]> {
    const asked = await readQuestionFigures(database, event);
    const { rows } = await sql<Pick<SessionFigures, 'session' | 'title' | 'attended'> & { startsAt: Date }>`
      select s.id as session, s.title, s.starts_at as "startsAt", coalesce(a.attended, 0) as attended
      from session s left join (
        select a.session_id, count(distinct a.person_id)::int as attended
        from attendance a join session t on t.id = a.session_id
        where t.event_id = ${event} and not a.guest group by 1
      ) a on a.session_id = s.id
      where s.event_id = ${event} and s.kind not in ('break', 'private-blocker', 'b2b-block')
      order by s.starts_at, s.slug`.execute(database);
    return rows.map(({ startsAt, ...row }) => {
      const { asked: all, published, answered, votes } = asked.get(row.session) ?? noQuestions;
      return {
        ...row,
        startsAt: startsAt.toISOString(),
        ...{ asked: all, approved: published, answered, votes },
      };
    });
  }
}

function totals(sessions: readonly SessionFigures[]): Questions {
  const sum = (figure: keyof Questions): number => sessions.reduce((total, row) => total + row[figure], 0);
  return { asked: sum('asked'), approved: sum('approved'), answered: sum('answered'), votes: sum('votes') };
}
