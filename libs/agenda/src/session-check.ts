import { playerOf, type SessionDetails } from '@foyer/contracts';
import { Problem, sql, type Sql } from '@foyer/platform';

/** What sessions of an event may name. */
export interface Known {
  speakers: ReadonlySet<string>;
  rooms: ReadonlySet<string>;
  tracks: ReadonlySet<string>;
}

export async function readKnown(database: Sql, event: string): Promise<Known> {
  const { rows } = await sql<{ kind: keyof Known; id: string }>`
    select 'speakers' as kind, id from speaker where event_id = ${event}
    union all select 'rooms', id from room where event_id = ${event}
    union all select 'tracks', id from track where event_id = ${event}`.execute(database);
  const ids = (kind: keyof Known): Set<string> =>
    new Set(rows.filter((row) => row.kind === kind).map((row) => row.id));
  return { speakers: ids('speakers'), rooms: ids('rooms'), tracks: ids('tracks') };
}

/** What cannot be in a session, by field; empty where all is well. */
export function flawsOf(
  session: Omit<SessionDetails, 'kind' | 'language'>,
  known: Known,
): { field: keyof SessionDetails; message: string }[] {
  const { speakers, moderators, room, track, streamUrl } = session;
  const flaws: { field: keyof SessionDetails; message: string }[] = [];
  const flaw = (field: keyof SessionDetails, wrong: boolean, message: string): void => {
    if (wrong) flaws.push({ field, message });
  };
  flaw('title', Object.keys(session.title).length === 0, 'a title in one language at least');
  flaw('endsAt', new Date(session.endsAt) <= new Date(session.startsAt), 'must be after the start');
  for (const [field, people] of [
    ['speakers', speakers],
    ['moderators', moderators],
  ] as const) {
    flaw(
      field,
      people.some((id) => !known.speakers.has(id)),
      'not a speaker of this event',
    );
    flaw(field, new Set(people).size < people.length, 'nobody is in a session twice');
  }
  flaw('room', room !== null && !known.rooms.has(room), 'not a room of this event');
  flaw('track', track !== null && !known.tracks.has(track), 'not a track of this event');
  flaw('streamUrl', streamUrl !== null && !playerOf(streamUrl), 'not an address of a player that is let in');
  return flaws;
}

/**
 * @param pointer where in the input a field of the nth session is
 * @throws Problem invalid_input for times, people, places or addresses that cannot be
 */
export function refuseFlaws(
  sessions: readonly Omit<SessionDetails, 'kind' | 'language'>[],
  known: Known,
  pointer: (index: number, field: keyof SessionDetails) => string,
): void {
  const errors = sessions.flatMap((session, index) =>
    flawsOf(session, known).map(({ field, message }) => ({ pointer: pointer(index, field), message })),
  );
  if (errors.length) throw new Problem('invalid_input', {}, errors.slice(0, 50));
}
