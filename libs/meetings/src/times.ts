import type { MeetingTime, SlotRefusal, Standing } from '@foyer/contracts';
import { sql, type Sql } from '@foyer/platform';
import { tablesTaken } from './block-rules.js';

interface Asked {
  event: string;
  /** Who are to meet. */
  people: readonly string[];
  /** Who asks: of their own time everything is said, of the others' only that it is taken. Null: somebody else. */
  viewer: string | null;
  /** A meeting that would move: it is in nobody's way. */
  meeting: string | null;
  /** By the event's clock. */
  now: Date;
  /** This slot alone. */
  slot?: string;
  /** Whether slots may be chosen whose times a schedule says: for organisers. */
  computed?: boolean;
}
interface Busy {
  person: string;
  kind: string;
  here: boolean;
  ref: string;
  startsAt: string;
  endsAt: string;
}
interface Row {
  id: string;
  block: string;
  startsAt: Date;
  endsAt: Date;
  mode: string;
  tables: number | null;
  taken: number;
  categories: string[] | null;
  outside: string[];
  busy: Busy[];
}

/** More slots than this are not looked at at once. */
const mostShown = 1_000;

/** Every slot of an event that is still to come, with all that speaks against these people meeting in it. */
export async function timesFor(database: Sql, asked: Asked): Promise<MeetingTime[]> {
  const { event, people, viewer, now } = asked;
  const { rows } = await sql<Row>`
    select s.id, s.block_id as block, s.starts_at as "startsAt", s.ends_at as "endsAt", b.mode, b.tables, b.categories,
      case when b.tables is null then 0 else ${tablesTaken} end as taken,
      array(select r.person_id::text from registration r where r.event_id = b.event_id
        and r.person_id = any(${people}::uuid[]) and r.category <> all(b.categories)) as outside,
      coalesce((select jsonb_agg(jsonb_build_object('person', c.person_id, 'kind', c.kind, 'here', c.event_id = b.event_id,
          'ref', c.ref, 'startsAt', c.starts_at, 'endsAt', c.ends_at) order by c.starts_at)
        from commitment c where c.person_id = any(${people}::uuid[]) and c.ref is distinct from ${asked.meeting}::uuid
          and tstzrange(c.starts_at, c.ends_at) && tstzrange(s.starts_at, s.ends_at)), '[]') as busy
    from meeting_block b join meeting_slot s on s.block_id = b.id
    where b.event_id = ${event} and not s.closed and s.starts_at > ${now}
      and (${asked.slot ?? null}::uuid is null or s.id = ${asked.slot ?? null}::uuid)
    order by s.starts_at, s.id limit ${mostShown}`.execute(database);
  const own = rows.flatMap(({ busy }) => busy.filter(({ person, here }) => here && person === viewer));
  const told = await readDetails(database, event, viewer, own);
  const names = await readNames(database, event, people);
  return rows.map((row) => ({
    id: row.id,
    block: row.block,
    startsAt: new Date(row.startsAt).toISOString(),
    endsAt: new Date(row.endsAt).toISOString(),
    tablesLeft: row.tables === null ? null : Math.max(0, row.tables - row.taken),
    refusals: refusalsOf(row, asked, told, names),
  }));
}

type Details = ReadonlyMap<string, Pick<Standing, 'name' | 'title'>>;

function refusalsOf(
  row: Row,
  asked: Asked,
  told: Details,
  names: ReadonlyMap<string, string>,
): SlotRefusal[] {
  const { viewer } = asked;
  const refusals: SlotRefusal[] = [];
  if (row.mode === 'computed' && !asked.computed) refusals.push({ code: 'computed' });
  if (row.outside.length > 0) {
    const me = viewer !== null && row.outside.includes(viewer);
    refusals.push({ code: 'category', me, categories: row.categories ?? [] });
  }
  for (const busy of row.busy) {
    if (busy.person === viewer) refusals.push({ code: 'me_busy', standing: standingOf(busy, told) });
  }
  for (const person of new Set(row.busy.map((busy) => busy.person))) {
    if (person !== viewer) refusals.push({ code: 'other_busy', name: names.get(person) ?? '' });
  }
  if (row.tables !== null && row.taken >= row.tables) refusals.push({ code: 'tables', tables: row.tables });
  return refusals;
}

function standingOf({ kind, here, ref, startsAt, endsAt }: Busy, told: Details): Standing {
  const known = here ? told.get(ref) : undefined;
  const isMeeting = kind === 'meeting' && known !== undefined;
  const isSession = (kind === 'talk' || kind === 'moderation') && known !== undefined;
  return {
    kind: kind === 'own' ? 'own' : isMeeting ? 'meeting' : isSession ? kind : 'elsewhere',
    startsAt: new Date(startsAt).toISOString(),
    endsAt: new Date(endsAt).toISOString(),
    meeting: isMeeting ? ref : null,
    name: known?.name ?? null,
    title: known?.title ?? null,
  };
}

/** With whom the viewer meets then, and what they speak in. */
async function readDetails(
  database: Sql,
  event: string,
  viewer: string | null,
  own: readonly Busy[],
): Promise<Details> {
  if (viewer === null || own.length === 0) return new Map();
  const refs = [...new Set(own.map(({ ref }) => ref))];
  const { rows } = await sql<{ ref: string } & Pick<Standing, 'name' | 'title'>>`
    select m.id as ref, (select string_agg(r.name, ', ' order by r.name) from meeting_person p
      join registration r on r.event_id = m.event_id and r.person_id = p.person_id
      where p.meeting_id = m.id and p.person_id <> ${viewer}) as name, null::jsonb as title
    from meeting m where m.event_id = ${event} and m.id = any(${refs}::uuid[])
    union all
    select s.id, null, s.title from session s where s.event_id = ${event} and s.id = any(${refs}::uuid[])`.execute(
    database,
  );
  return new Map(rows.map(({ ref, ...rest }) => [ref, rest]));
}

async function readNames(
  database: Sql,
  event: string,
  people: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ person: string; name: string }>`
    select person_id as person, name from registration
    where event_id = ${event} and person_id = any(${people}::uuid[])`.execute(database);
  return new Map(rows.map(({ person, name }) => [person, name]));
}
