import {
  type Release,
  type ReleaseChange,
  type ReleaseHead,
  type ReleasePreview,
  type RouteParsed,
  type routes,
} from '@foyer/contracts';
import { EventAccess, eventNow } from '@foyer/events';
import { Clock, Database, sql, type Call, type Sql } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { diffWorking, namesIn, revisionOf } from './agenda-diff.js';
import { agendaEditors } from './agenda.policy.js';
import { readRooms, readSpeakers, readTracks } from './agenda-rows.js';
import { findConflicts } from './conflicts.js';
import { Editing, found } from './editing.js';
import { meetingsIn, Releases } from './releases.js';
import { readWorking, type Working } from './working-agenda.js';

/** Organisers look at what a release would do, and release; everybody reads what has changed. */
@Injectable()
export class ReleaseService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Editing) private readonly editing: Editing,
    @Inject(Releases) private readonly releases: Releases,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws Problem forbidden for who does not organise the event */
  async preview(call: Call, slug: string): Promise<ReleasePreview> {
    const { event } = await this.access.findAs(call, { slug }, agendaEditors);
    return this.database.snapshot(async (database) => {
      const working = await readWorking(database, event.id);
      const { changes, agenda } = diffWorking(working);
      const conflicts = await findConflicts(database, event.id, [...agenda.values()]);
      const speakers = await readSpeakers(database, event.id);
      const concerned = peopleIn(changes, working);
      return {
        revision: revisionOf(changes),
        since: (await heads(database, event.id))[0] ?? null,
        changes,
        names: namesIn(changes, {
          rooms: await readRooms(database, event.id),
          tracks: await readTracks(database, event.id),
          speakers,
        }),
        conflicts: conflicts.sort((a, b) => Number(b.blocking) - Number(a.blocking)),
        affected: {
          speakers: concerned.length,
          accounts: await accountsOf(database, concerned),
          meetings: await meetingsIn(database, conflicts),
        },
      };
    });
  }

  /** @throws Problem as `Releases.release` says; forbidden for who does not organise the event */
  async release(
    call: Call,
    slug: string,
    { name, note, revision }: RouteParsed<(typeof routes)['createRelease']>['body'],
  ): Promise<Release> {
    return this.editing.write(call, slug, (tx, event) => {
      const given = note && Object.keys(note).length ? note : null;
      const by = call.actor?.person ?? null;
      const at = eventNow(event, this.clock.now());
      return this.releases.release(tx, event.id, { name, note: given, by, at, revision });
    });
  }

  async list(call: Call, slug: string): Promise<ReleaseHead[]> {
    const { event } = await this.access.find(call, { slug });
    return heads(this.database.sql, event.id);
  }

  /** @throws Problem not_found where the event has no release of the number */
  async one(call: Call, slug: string, number: number): Promise<Release> {
    const { event } = await this.access.find(call, { slug });
    const database = this.database.sql;
    const head = (await heads(database, event.id)).find((one) => one.number === number);
    const { rows } = await sql<Pick<Release, 'changes' | 'names'>>`
      select changelog as changes, names from release where event_id = ${event.id} and number = ${number}`.execute(
      database,
    );
    return { ...found(head), ...found(rows[0]) };
  }
}

/** The event's releases without their changelogs, newest first. */
async function heads(database: Sql, event: string): Promise<ReleaseHead[]> {
  const { rows } = await sql<ReleaseHead>`
    select number, name, note, released_at as "releasedAt",
      (select jsonb_build_object('added', count(*) filter (where kind = 'added'),
        'moved', count(*) filter (where kind = 'moved'), 'changed', count(*) filter (where kind = 'changed'),
        'removed', count(*) filter (where kind = 'removed'))
        from jsonb_to_recordset(changelog) as c(kind text)) as counts
    from release where event_id = ${event} order by number desc`.execute(database);
  return rows.map((row) => ({ ...row, releasedAt: new Date(row.releasedAt).toISOString() }));
}

/** Speakers and moderators of sessions that change, also those who are in them no more. */
function peopleIn(changes: readonly ReleaseChange[], { released, sessions }: Working): string[] {
  const sides = changes.flatMap(({ session, kind }) => [
    released.get(session),
    kind === 'removed' ? undefined : sessions.get(session),
  ]);
  return [...new Set(sides.flatMap((side) => [...(side?.speakers ?? []), ...(side?.moderators ?? [])]))];
}

async function accountsOf(database: Sql, speakers: readonly string[]): Promise<number> {
  const { rows } = await sql<{ accounts: number }>`
    select count(distinct person_id)::int as accounts from speaker where id = any(${speakers}::uuid[])`.execute(
    database,
  );
  return rows[0]?.accounts ?? 0;
}
