import type {
  AgendaConflict,
  ClashingMeeting,
  LocalisedText,
  Release,
  ReleaseChange,
} from '@foyer/contracts';
import { Problem, sql, type Sql, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { countsOf, diffWorking, namesIn, revisionOf } from './agenda-diff.js';
import { readRooms, readSpeakers, readTracks } from './agenda-rows.js';
import { findConflicts } from './conflicts.js';
import { Timetable } from './timetable.js';
import { readWorking } from './working-agenda.js';

export interface NewRelease {
  name: LocalisedText;
  note: LocalisedText | null;
  /** Who releases; null where nobody does by hand. */
  by: string | null;
  at: Date;
  /** What was agreed to; null where nobody has looked beforehand. */
  revision: string | null;
}

/** Puts the draft into force, as a whole, and keeps what that changed. */
@Injectable()
export class Releases {
  constructor(@Inject(Timetable) private readonly timetable: Timetable) {}

  /**
   * The caller holds the agenda's lock.
   * @throws Problem conflict where the draft is not what was agreed to any more; invalid_input where there is nothing
   *   to release; release_blocked naming who has something else then; person_busy where that came about meanwhile
   */
  async release(tx: Tx, event: string, wanted: NewRelease): Promise<Release> {
    const working = await readWorking(tx.sql, event);
    const { changes, changelog, agenda } = diffWorking(working);
    if (wanted.revision !== null && wanted.revision !== revisionOf(changes)) throw new Problem('conflict');
    if (changes.length === 0) {
      throw new Problem('invalid_input', {}, [{ pointer: '/revision', message: 'nothing has changed' }]);
    }
    const blocking = (await findConflicts(tx.sql, event, [...agenda.values()])).filter((one) => one.blocking);
    if (blocking.length) throw blocked(blocking);
    const names = namesIn(changelog, {
      rooms: await readRooms(tx.sql, event),
      tracks: await readTracks(tx.sql, event),
      speakers: await readSpeakers(tx.sql, event),
    });
    const { name, note, at } = wanted;
    const { rows } = await sql<{ id: string; number: number }>`
      insert into release (event_id, number, name, note, changelog, names, released_by_id, released_at)
      select ${event}, coalesce(max(number), 0) + 1, ${JSON.stringify(name)}::jsonb, ${note && JSON.stringify(note)}::jsonb,
        ${JSON.stringify(changelog)}::jsonb, ${JSON.stringify(names)}::jsonb, ${wanted.by}, ${at}
      from release where event_id = ${event}
      returning id, number`.execute(tx.sql);
    const made = rows[0];
    if (!made) throw new Problem('internal');
    await keep(tx.sql, made.id, changes);
    // Whoever loses a part is affected as much as whoever gets one: the people before and after.
    await keepAudience(tx.sql, made.id);
    // What goes frees the time of its people for what comes.
    await this.timetable.remove(
      tx,
      event,
      changes.filter(({ kind }) => kind === 'removed').map(({ session }) => session),
    );
    await this.timetable.put(
      tx,
      event,
      changes.flatMap(({ session }) => agenda.get(session) ?? []),
    );
    await keepAudience(tx.sql, made.id);
    tx.fact('agenda.released', { event, release: made.id });
    const counts = countsOf(changelog);
    return {
      number: made.number,
      name,
      note,
      releasedAt: at.toISOString(),
      counts,
      changes: changelog,
      names,
    };
  }
}

async function keep(database: Sql, release: string, changes: readonly ReleaseChange[]): Promise<void> {
  await sql`
    insert into release_change (release_id, session_id, kind, fields, before, after)
    select ${release}, session, kind, fields, before, after
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb)
      as c(session uuid, kind text, fields jsonb, before jsonb, after jsonb)`.execute(database);
}

/** Whom the sessions that a release changes concern at this moment: accounts on stage, and who has starred them. */
async function keepAudience(database: Sql, release: string): Promise<void> {
  await sql`
    insert into release_audience (release_id, session_id, person_id, part)
    select distinct on (session, person) ${release}::uuid, session, person, part from (
      select t.session_id as session, k.person_id as person, 'stage' as part
      from session_speaker t join speaker k on k.id = t.speaker_id where k.person_id is not null
      union all select session_id, person_id, 'starred' from session_star
    ) concerned
    where session in (select session_id from release_change where release_id = ${release})
    order by session, person, part
    on conflict do nothing`.execute(database);
}

/** Who cannot be where the draft wants them, and when. */
function blocked(conflicts: readonly AgendaConflict[]): Problem {
  const names = [...new Set(conflicts.flatMap(({ speaker }) => speaker?.name ?? []))];
  return new Problem(
    'release_blocked',
    { names: names.join(', '), count: names.length },
    conflicts.slice(0, 50).map(({ session, kind, speaker, commitment, startsAt, endsAt }) => ({
      pointer: `/sessions/${session}`,
      message: `${kind}${commitment ? ` (${commitment})` : ''}: ${speaker?.name ?? ''}, ${startsAt} – ${endsAt}`,
    })),
  );
}

/** The meetings among these conflicts, with who else is in each: everybody in a meeting has it in their clock. */
export async function meetingsIn(
  database: Sql,
  conflicts: readonly AgendaConflict[],
): Promise<ClashingMeeting[]> {
  const clashes = conflicts.flatMap(({ meeting, session, speaker, startsAt, endsAt }) =>
    meeting && speaker ? [{ meeting, session, speaker, startsAt, endsAt }] : [],
  );
  if (clashes.length === 0) return [];
  const { rows } = await sql<{ meeting: string; speaker: string | null; name: string }>`
    select c.ref as meeting, s.id as speaker, p.name
    from commitment c join person p on p.id = c.person_id
    left join speaker s on s.person_id = c.person_id and s.event_id = c.event_id
    where c.kind = 'meeting' and c.ref = any(${clashes.map(({ meeting }) => meeting)}::uuid[])
    order by p.name`.execute(database);
  return clashes.map((clash) => ({
    ...clash,
    others: rows
      .filter(({ meeting, speaker }) => meeting === clash.meeting && speaker !== clash.speaker.id)
      .map(({ name }) => name),
  }));
}
