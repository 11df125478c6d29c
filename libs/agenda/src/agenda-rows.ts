import type { Session, Speaker } from '@foyer/contracts';
import { sql, type Sql } from '@foyer/platform';

/** All sessions of an event as the contracts show them, by start. */
export async function readSessions(database: Sql, event: string): Promise<Session[]> {
  const { rows } = await sql<Session>`
    select s.id, s.slug, s.kind, s.title, s.abstract, s.starts_at as "startsAt", s.ends_at as "endsAt",
      s.room, s.track, s.language, s.questions,
      coalesce(json_agg(t.speaker_id order by t.position) filter (where t.role = 'speaker'), '[]') as speakers,
      coalesce(json_agg(t.speaker_id order by t.position) filter (where t.role = 'moderator'), '[]') as moderators
    from session s left join session_speaker t on t.session_id = s.id
    where s.event_id = ${event}
    group by s.id
    order by s.starts_at, s.ends_at, s.slug`.execute(database);
  return rows.map((row) => ({
    ...row,
    // Through this connection timestamps come as PostgreSQL prints them.
    startsAt: new Date(row.startsAt).toISOString(),
    endsAt: new Date(row.endsAt).toISOString(),
  }));
}

/** The event's people of the stage, by the order in which they were named. */
export async function readSpeakers(database: Sql, event: string): Promise<Speaker[]> {
  const { rows } = await sql<Speaker>`
    select id, slug, name, job_title as "jobTitle", organisation, country, biography
    from speaker where event_id = ${event} order by id`.execute(database);
  return rows;
}
