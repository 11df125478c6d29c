import { createHash } from 'node:crypto';
import {
  changeKinds,
  type ChangeNames,
  type ReleaseChange,
  type ReleaseHead,
  type Room,
  type Session,
  type Speaker,
  type Track,
} from '@foyer/contracts';
import { isPrivate } from './agenda.policy.js';
import { byStart, differing, pick, sessionFields, type Working } from './working-agenda.js';

/** What makes the first agenda into the second, in the order of the day. */
export function diffAgenda(before: readonly Session[], after: readonly Session[]): ReleaseChange[] {
  const was = new Map(before.map((session) => [session.id, session]));
  const stays = new Set(after.map(({ id }) => id));
  const changes = after.flatMap((now) => changeOf(was.get(now.id), now));
  const gone = before.filter(({ id }) => !stays.has(id)).map((session) => removal(session));
  return [...changes, ...gone].sort(byStart);
}

function changeOf(was: Session | undefined, now: Session): ReleaseChange[] {
  const { id: session, slug, title, startsAt, endsAt } = now;
  const head = { session, slug, title, startsAt, endsAt };
  if (!was) return [{ ...head, kind: 'added', fields: [], before: {}, after: pick(now, sessionFields) }];
  const fields = differing(was, now);
  if (fields.length === 0) return [];
  const kind = fields.includes('startsAt') || fields.includes('endsAt') ? 'moved' : 'changed';
  // Both times where either has changed: a time of day says little without the other end.
  const shown = kind === 'moved' ? [...new Set([...fields, 'startsAt' as const, 'endsAt' as const])] : fields;
  return [{ ...head, kind, fields, before: pick(was, shown), after: pick(now, shown) }];
}

function removal(was: Session): ReleaseChange {
  const { id: session, slug, title, startsAt, endsAt } = was;
  return {
    ...{ kind: 'removed', session, slug, title, startsAt, endsAt },
    ...{ fields: [], before: pick(was, sessionFields), after: {} },
  };
}

/** What the next release would do, to those who organise the event and to everybody else. */
export interface AgendaDiff {
  changes: ReleaseChange[];
  changelog: ReleaseChange[];
  /** The agenda as it would be. */
  agenda: Working['sessions'];
}

export function diffWorking({ released, sessions }: Working): AgendaDiff {
  const before = [...released.values()];
  const agenda = new Map([...sessions].filter(([, { state }]) => state !== 'removed'));
  const after = [...agenda.values()];
  const shown = (session: Session): boolean => !isPrivate(session);
  return {
    changes: diffAgenda(before, after),
    changelog: diffAgenda(before.filter(shown), after.filter(shown)),
    agenda,
  };
}

/** Stands for a set of changes: the same changes, the same text. */
export function revisionOf(changes: readonly ReleaseChange[]): string {
  return createHash('sha256').update(JSON.stringify(changes, sortedKeys)).digest('base64url').slice(0, 32);
}

/** Texts come in the order of keys in which somebody has typed them. */
function sortedKeys(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

export function countsOf(changes: readonly { kind: ReleaseChange['kind'] }[]): ReleaseHead['counts'] {
  const count = (kind: ReleaseChange['kind']): number => changes.filter((one) => one.kind === kind).length;
  const [added, moved, changed, removed] = changeKinds.map(count);
  return { added: added ?? 0, moved: moved ?? 0, changed: changed ?? 0, removed: removed ?? 0 };
}

/** The names of whatever these changes point to. */
export function namesIn(
  changes: readonly ReleaseChange[],
  { rooms, tracks, speakers }: { rooms: Room[]; tracks: Track[]; speakers: Speaker[] },
): ChangeNames {
  const sides = changes.flatMap(({ before, after }) => [before, after]);
  const ids = new Set(
    sides.flatMap(({ room, track, speakers: talk = [], moderators = [] }) => [
      ...[room, track].filter((id) => typeof id === 'string'),
      ...talk,
      ...moderators,
    ]),
  );
  const named = <T extends { id: string; name: N }, N>(all: readonly T[]): Record<string, N> =>
    Object.fromEntries(all.filter(({ id }) => ids.has(id)).map(({ id, name }) => [id, name]));
  return { rooms: named(rooms), tracks: named(tracks), speakers: named(speakers) };
}
