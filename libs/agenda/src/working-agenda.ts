import { isDeepStrictEqual } from 'node:util';
import { SessionField, type DraftSession, type Session, type SessionDetails } from '@foyer/contracts';
import { sql, type Sql } from '@foyer/platform';
import { readSessions } from './agenda-rows.js';

/** What organisers have changed in a session since it was released; the whole of it where it never was. */
export interface Overlay {
  session: string;
  slug: string;
  fields: Partial<SessionDetails>;
  version: number;
  fieldVersions: Record<string, number>;
  removed: boolean;
  editedBy: string | null;
}

/** Everything that makes up the working agenda, by session id. */
export interface Working {
  released: Map<string, Session>;
  overlays: Map<string, Overlay>;
  sessions: Map<string, DraftSession>;
}

export const sessionFields: readonly SessionField[] = SessionField.options;

/** @param only these sessions; all of the event where it is not given */
export async function readOverlays(
  database: Sql,
  event: string,
  only?: readonly string[],
): Promise<Overlay[]> {
  const some = only ? sql`and d.session_id = any(${only}::uuid[])` : sql``;
  const { rows } = await sql<Overlay>`
    select d.session_id as session, d.slug, d.fields, d.version, d.field_versions as "fieldVersions", d.removed,
      p.name as "editedBy"
    from session_draft d left join person p on p.id = d.edited_by_id
    where d.event_id = ${event} ${some}`.execute(database);
  return rows;
}

/** The released sessions with what lies over them. */
export async function readWorking(database: Sql, event: string, only?: readonly string[]): Promise<Working> {
  return workingOf(await readSessions(database, event, only), await readOverlays(database, event, only));
}

export function workingOf(released: readonly Session[], overlays: readonly Overlay[]): Working {
  const working: Working = {
    released: new Map(released.map((session) => [session.id, session])),
    overlays: new Map(overlays.map((overlay) => [overlay.session, overlay])),
    sessions: new Map(),
  };
  for (const id of new Set([...working.released.keys(), ...working.overlays.keys()])) {
    const session = layOver(working.released.get(id), working.overlays.get(id));
    if (session) working.sessions.set(id, session);
  }
  return working;
}

/** One session as organisers see it: the overlay's fields over the released ones. */
export function layOver(
  released: Session | undefined,
  overlay: Overlay | undefined,
): DraftSession | undefined {
  const whole = { ...released, ...overlay?.fields };
  const { kind, title, startsAt, endsAt, language } = whole;
  const id = released?.id ?? overlay?.session;
  const slug = released?.slug ?? overlay?.slug;
  // An overlay without its session lacks nothing of these: it was made with all of them.
  if (!id || !slug || !kind || !title || !startsAt || !endsAt || !language) return undefined;
  const changed = released && overlay ? sessionFields.filter((field) => field in overlay.fields) : [];
  return {
    ...{ id, slug, kind, title, startsAt, endsAt, language },
    abstract: whole.abstract ?? null,
    room: whole.room ?? null,
    track: whole.track ?? null,
    speakers: whole.speakers ?? [],
    moderators: whole.moderators ?? [],
    questions: whole.questions ?? false,
    seats: whole.seats ?? null,
    streamUrl: whole.streamUrl ?? null,
    version: overlay?.version ?? 0,
    state: !released ? 'new' : overlay?.removed ? 'removed' : changed.length ? 'changed' : 'released',
    changed,
    editedBy: overlay?.editedBy ?? null,
  };
}

/** In the order in which lists show them. */
type Placed = Pick<Session, 'startsAt' | 'endsAt' | 'slug'>;
export const byStart = (a: Placed, b: Placed): number =>
  order(a.startsAt, b.startsAt) || order(a.endsAt, b.endsAt) || order(a.slug, b.slug);
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Those of the fields given in which two sessions differ, whatever the order of keys in a text. */
export function differing(
  a: Partial<SessionDetails>,
  b: Partial<SessionDetails>,
  fields: readonly SessionField[] = sessionFields,
): SessionField[] {
  return fields.filter((field) => !isDeepStrictEqual(a[field], b[field]));
}

/** A copy of some properties. */
export function pick<T extends object, K extends keyof T>(from: T, keys: readonly K[]): Partial<T> {
  const picked: Partial<T> = {};
  for (const key of keys) picked[key] = from[key];
  return picked;
}

/** Instants as the database gives them back, so that equal ones are equal. */
export function settled<T extends Partial<SessionDetails>>(details: T): T {
  return {
    ...details,
    ...(details.startsAt === undefined ? {} : { startsAt: new Date(details.startsAt).toISOString() }),
    ...(details.endsAt === undefined ? {} : { endsAt: new Date(details.endsAt).toISOString() }),
  };
}

/** A session without anything that nobody has said. */
export const emptySession = {
  abstract: null,
  room: null,
  track: null,
  speakers: [],
  moderators: [],
  questions: false,
  seats: null,
  streamUrl: null,
} satisfies Partial<SessionDetails>;
