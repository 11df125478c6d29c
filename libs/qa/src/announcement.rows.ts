import { erasedName, type Announcement, type ListedAnnouncement } from '@foyer/contracts';
import { sql, type Sql } from '@foyer/platform';

type Fragment = ReturnType<typeof sql>;
interface Row {
  id: string;
  session: string | null;
  texts: Announcement['texts'];
  link: string | null;
  at: Date;
  until: Date | null;
}
interface ListedRow extends Row {
  by: string | null;
  byName: string | null;
  ended: NonNullable<ListedAnnouncement['ended']>['how'] | null;
  endedAt: Date | null;
  endedBy: string | null;
  endedByName: string | null;
}
/** The whole event, or one session of it. */
export interface Place {
  event: string;
  session: string | null;
}

/** So many a desk shows. */
const listed = 30;
const columns = sql`a.id, a.session_id as session, a.texts, a.link, a.at, a.until`;
/** True of the announcements `a` of a place. */
export const ofPlace = ({ event, session }: Place): Fragment =>
  sql`(a.event_id = ${event} and a.session_id is not distinct from ${session}::uuid)`;

/** An announcement by its id, which stands or not. */
export async function readAnnouncement(database: Sql, id: string): Promise<Announcement> {
  const { rows } = await sql<Row>`select ${columns} from announcement a where a.id = ${id}`.execute(database);
  const [row] = rows;
  if (!row) throw new Error('the announcement was not written');
  return entryOf(row);
}

/** What stands in a place, by its id. @param now the time of day; what counts is the event's clock */
export async function readStanding(
  database: Sql,
  place: { event: string } | { session: string },
  now: Date,
): Promise<Record<string, Announcement>> {
  const here =
    'event' in place
      ? sql`a.event_id = ${place.event} and a.session_id is null`
      : sql`a.session_id = ${place.session}`;
  const { rows } = await sql<Row>`
    select ${columns} from announcement a join event e on e.id = a.event_id
    where ${here} and a.ended_at is null
      and (a.until is null or a.until > event_now(e.clock_at, e.clock_real, e.clock_rate, ${now}::timestamptz))`.execute(
    database,
  );
  return Object.fromEntries(rows.map((row) => [row.id, entryOf(row)]));
}

const nameOf = (person: Fragment): Fragment => sql`case when exists (select from registration r
  where r.event_id = a.event_id and r.person_id = ${person} and r.name = ${erasedName}) then ''
  else (select name from person where id = ${person}) end`;

/** The last announcements of a place, the newest first, with who made and ended them. */
export async function readListed(database: Sql, place: Place): Promise<ListedAnnouncement[]> {
  const { rows } = await sql<ListedRow>`
    select ${columns}, a.by_id as by, ${nameOf(sql`a.by_id`)} as "byName", a.ended, a.ended_at as "endedAt",
      a.ended_by_id as "endedBy", ${nameOf(sql`a.ended_by_id`)} as "endedByName"
    from announcement a where ${ofPlace(place)} order by a.at desc, a.id desc limit ${listed}`.execute(
    database,
  );
  return rows.map((row) => ({
    ...entryOf(row),
    by: somebody(row.by, row.byName),
    ended:
      row.ended && row.endedAt
        ? {
            how: row.ended,
            at: row.endedAt.toISOString(),
            by: somebody(row.endedBy, row.endedByName),
          }
        : null,
  }));
}

const somebody = (id: string | null, name: string | null) => (id === null ? null : { id, name: name ?? '' });

function entryOf({ id, session, texts, link, at, until }: Row): Announcement {
  return { id, session, texts, link, at: at.toISOString(), until: until?.toISOString() ?? null };
}
