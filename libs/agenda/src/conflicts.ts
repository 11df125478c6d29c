import type { AgendaConflict, DraftSession } from '@foyer/contracts';
import { sql, type Sql } from '@foyer/platform';

interface Found extends Omit<AgendaConflict, 'other' | 'speaker' | 'given' | 'startsAt' | 'endsAt'> {
  startsAt: Date;
  endsAt: Date;
  other: string | null;
  speakerId: string | null;
  speakerName: string | null;
}

/** Two sessions, or one and whatever else, and in which time they meet. */
const overlap = sql`greatest(a.starts_at, b.starts_at), least(a.ends_at, b.ends_at)`;
const meets = sql`a.starts_at < b.ends_at and b.starts_at < a.ends_at`;
const nobody = sql`null::uuid, null::text`;

/**
 * What does not fit in an agenda made of these sessions, in one query: every pair once. What a release cannot put
 * into force, because somebody's clock holds one thing at a time, is marked as blocking. Time that somebody keeps
 * free gives way to the programme: that is merely said.
 * @param sessions without those that are taken out
 */
export async function findConflicts(
  database: Sql,
  event: string,
  sessions: readonly DraftSession[],
): Promise<AgendaConflict[]> {
  const given = sessions.map(({ id, kind, startsAt, endsAt, room, speakers, moderators }) => ({
    ...{ id, kind, startsAt, endsAt, room },
    people: [...new Set([...speakers, ...moderators])],
  }));
  const { rows } = await sql<Found>`
    with w as materialized (
      select id, kind, "startsAt" as starts_at, "endsAt" as ends_at, room, people
      from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
        as j(id uuid, kind text, "startsAt" timestamptz, "endsAt" timestamptz, room uuid, people jsonb)
    ), stage as materialized (
      select w.id, w.starts_at, w.ends_at, s.id as speaker, s.name, s.person_id as person,
        coalesce(s.person_id, s.id) as who
      from w cross join jsonb_array_elements_text(w.people) as p(speaker)
      join speaker s on s.id = p.speaker::uuid and s.event_id = ${event}
    ), found(kind, blocking, session, other, "speakerId", "speakerName", room, "startsAt", "endsAt", commitment, meeting) as (
      select 'person_twice', a.person is not null, a.id, b.id, a.speaker, a.name, null::uuid, ${overlap},
        null::text, null::uuid
      from stage a join stage b on a.who = b.who and a.id < b.id and ${meets}
      union all
      select 'person_absent', false, a.id, null, a.speaker, a.name, null, ${overlap}, null, null
      from stage a join speaker_absence b on b.speaker_id = a.speaker and ${meets}
      union all
      select 'person_busy', b.kind <> 'own', a.id, null, a.speaker, a.name, null, ${overlap}, b.kind,
        case when b.kind = 'meeting' and b.event_id = ${event} then b.ref end
      from stage a join commitment b on b.person_id = a.person and ${meets}
      where not (b.event_id = ${event} and b.kind in ('talk', 'moderation'))
      union all
      select 'room_twice', false, a.id, b.id, ${nobody}, a.room, ${overlap}, null, null
      from w a join w b on a.room = b.room and a.id < b.id and ${meets}
      union all
      select 'outside_event', false, w.id, null, ${nobody}, null, w.starts_at, w.ends_at, null, null
      from w join event e on e.id = ${event} and (w.starts_at < e.starts_at or w.ends_at > e.ends_at)
      where w.kind <> 'private-blocker'
    )
    select distinct on ("startsAt", session, kind, other, "speakerId", commitment, meeting) * from found
    order by "startsAt", session, kind, other, "speakerId", commitment, meeting`.execute(database);
  const titles = new Map(sessions.map(({ id, title }) => [id, title]));
  return rows.map(({ other, speakerId, speakerName, startsAt, endsAt, ...row }) => ({
    ...row,
    given: null,
    startsAt: new Date(startsAt).toISOString(),
    endsAt: new Date(endsAt).toISOString(),
    other: other === null ? null : { id: other, title: titles.get(other) ?? {} },
    speaker: speakerId === null ? null : { id: speakerId, name: speakerName ?? '' },
  }));
}

/**
 * Of these conflicts what some sessions are part of, told from their side.
 * @param asked ids in the order in which they were asked about
 */
export function concerning(
  conflicts: readonly AgendaConflict[],
  asked: readonly string[],
  titles: ReadonlyMap<string, AgendaConflict['other']>,
): AgendaConflict[] {
  const place = new Map(asked.map((id, index) => [id, index]));
  return conflicts.flatMap((conflict) => {
    const given = place.get(conflict.session);
    if (given !== undefined) return { ...conflict, given };
    const turned = conflict.other ? place.get(conflict.other.id) : undefined;
    if (turned === undefined || !conflict.other) return [];
    return {
      ...conflict,
      given: turned,
      session: conflict.other.id,
      other: titles.get(conflict.session) ?? null,
    };
  });
}
