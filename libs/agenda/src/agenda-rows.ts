import type { Absence, Material, Room, Session, Speaker, Track } from '@foyer/contracts';
import { sql, type Sql } from '@foyer/platform';

/**
 * The released sessions of an event as the contracts show them, by start.
 * @param only these; all of the event where it is not given
 */
export async function readSessions(
  database: Sql,
  event: string,
  only?: readonly string[],
): Promise<Session[]> {
  const some = only ? sql`and s.id = any(${only}::uuid[])` : sql``;
  const { rows } = await sql<Session>`
    select s.id, s.slug, s.kind, s.title, s.abstract, s.starts_at as "startsAt", s.ends_at as "endsAt",
      s.room_id as room, s.track_id as track, s.language, s.questions, s.seats, s.stream_url as "streamUrl",
      coalesce(json_agg(t.speaker_id order by t.position) filter (where t.role = 'speaker'), '[]') as speakers,
      coalesce(json_agg(t.speaker_id order by t.position) filter (where t.role = 'moderator'), '[]') as moderators
    from session s left join session_speaker t on t.session_id = s.id
    where s.event_id = ${event} ${some}
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
    select ${speakerColumns} from speaker where event_id = ${event} order by id`.execute(database);
  return rows;
}

/** The columns of a speaker as the contracts show it. */
export const speakerColumns = sql`id, slug, name, names, job_title as "jobTitle", organisation, country, biography,
  photo_id as photo, links`;

/**
 * What there is to read and watch in the event's released sessions, by session in its order.
 * @param only of these sessions; of all where it is not given
 */
export async function readMaterials(
  database: Sql,
  event: string,
  only?: readonly string[],
): Promise<Material[]> {
  const some = only ? sql`and m.session_id = any(${only}::uuid[])` : sql``;
  const { rows } = await sql<Material>`
    select ${materialColumns}
    from session_material m join session s on s.id = m.session_id left join file f on f.id = m.file_id
    where s.event_id = ${event} ${some} order by m.session_id, m.position, m.id`.execute(database);
  return rows;
}

/** The same with what waits for a release, for those who organise the event: of all that they have on the table. */
export async function readWorkingMaterials(
  database: Sql,
  event: string,
  only?: readonly string[],
): Promise<Material[]> {
  const some = (id: string) => (only ? sql`and ${sql.ref(id)} = any(${only}::uuid[])` : sql``);
  // Each half by its own index: what all other events have is not looked through.
  const { rows } = await sql<Material>`
    select ${materialColumns}
    from (
      select m.* from session_material m join session s on s.id = m.session_id
      where s.event_id = ${event} ${some('m.session_id')}
      union all
      select m.* from session_material m join session_draft d on d.session_id = m.draft_id
      where d.event_id = ${event} ${some('m.draft_id')}
    ) m left join file f on f.id = m.file_id
    order by session, m.position, m.id`.execute(database);
  return rows;
}

const materialColumns = sql`m.id, coalesce(m.session_id, m.draft_id) as session, m.kind, m.title, m.url, m.position,
  case when f.id is not null then json_build_object('id', f.id, 'name', f.name, 'mediaType', f.media_type,
    'size', f.size) end as file`;

/** The event's rooms, in its order. */
export async function readRooms(database: Sql, event: string): Promise<Room[]> {
  const { rows } = await sql<Room>`
    select id, name, kind, capacity, position from room where event_id = ${event} order by position, id`.execute(
    database,
  );
  return rows;
}

/** The event's tracks, in its order. */
export async function readTracks(database: Sql, event: string): Promise<Track[]> {
  const { rows } = await sql<Track>`
    select id, name, colour, position from track where event_id = ${event} order by position, id`.execute(
    database,
  );
  return rows;
}

/** When people of the event's stage cannot be there. */
export async function readAbsences(database: Sql, event: string): Promise<Absence[]> {
  const { rows } = await sql<Record<keyof Absence, string>>`
    select a.speaker_id as speaker, a.starts_at as "startsAt", a.ends_at as "endsAt"
    from speaker_absence a join speaker s on s.id = a.speaker_id
    where s.event_id = ${event} order by a.starts_at`.execute(database);
  return rows.map(({ speaker, startsAt, endsAt }) => ({
    speaker,
    startsAt: new Date(startsAt).toISOString(),
    endsAt: new Date(endsAt).toISOString(),
  }));
}
