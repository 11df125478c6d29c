import type {
  DraftSession,
  RouteParsed,
  routes,
  SessionDetails,
  SessionEdit,
  WorkingAgenda,
} from '@foyer/contracts';
import { EventAccess } from '@foyer/events';
import { Database, Problem, type Call } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { agendaEditors } from './agenda.policy.js';
import { readAbsences, readRooms, readSpeakers, readTracks, readWorkingMaterials } from './agenda-rows.js';
import { newIds, taken } from './draft-agenda.js';
import { Editing, found } from './editing.js';
import { Overlays, raise, type OverlayDraft } from './overlays.js';
import { readKnown, refuseFlaws } from './session-check.js';
import { slugOf } from './slug.js';
import {
  byStart,
  differing,
  emptySession,
  pick,
  readWorking,
  sessionFields,
  settled,
  type Working,
} from './working-agenda.js';

type Body<R extends keyof typeof routes> = RouteParsed<(typeof routes)[R]>['body'];

/** The agenda in the works, for those who organise the event: read, edited and checked before it is released. */
@Injectable()
export class DraftService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Editing) private readonly editing: Editing,
    @Inject(Overlays) private readonly overlays: Overlays,
  ) {}

  /** @throws Problem forbidden for who does not organise the event */
  async working(call: Call, slug: string): Promise<WorkingAgenda> {
    const { event } = await this.access.findAs(call, { slug }, agendaEditors);
    return this.database.snapshot(async (database) => ({
      sessions: [...(await readWorking(database, event.id)).sessions.values()].sort(byStart),
      speakers: await readSpeakers(database, event.id),
      rooms: await readRooms(database, event.id),
      tracks: await readTracks(database, event.id),
      absences: await readAbsences(database, event.id),
      materials: await readWorkingMaterials(database, event.id),
    }));
  }

  /**
   * Adds sessions, all or none.
   * @throws Problem conflict when a slug is taken; invalid_input with pointers `/sessions/<n>/<field>`
   */
  async create(call: Call, slug: string, { sessions }: Body<'createSessions'>): Promise<DraftSession[]> {
    return this.editing.write(call, slug, async (tx, event) => {
      const working = await readWorking(tx.sql, event.id);
      const slugs = new Set([...working.sessions.values()].map((session) => session.slug));
      const ids = await newIds(tx.sql, sessions.length);
      const made = sessions.map(({ slug: wanted, ...details }) => {
        if (wanted !== undefined && slugs.has(wanted)) throw new Problem('conflict');
        const own = wanted ?? slugOf(Object.values(details.title)[0] ?? '', slugs, 'session');
        slugs.add(own);
        return { slug: own, fields: settled({ ...emptySession, ...details }) };
      });
      refuseFlaws(
        made.map(({ fields }) => fields),
        await readKnown(tx.sql, event.id),
        (index, field) => `/sessions/${String(index)}/${field}`,
      );
      const rows = made.map(({ slug: own, fields }): OverlayDraft => {
        const id = found(ids.pop());
        return { ...raise(own, id, undefined, sessionFields), fields, by: call.actor?.person ?? null };
      });
      return this.overlays.write(tx, event.id, working.released, rows);
    });
  }

  /**
   * Edits sessions, all or none. Fields that nobody else has changed since the edit's version meet silently.
   * @throws Problem edit_conflict with pointers to the fields that somebody else has changed to something else;
   *   not_found for a session of another event; invalid_input for what cannot be
   */
  async edit(call: Call, slug: string, { edits }: Body<'editSessions'>): Promise<DraftSession[]> {
    refuseTwice(edits);
    return this.editing.write(call, slug, async (tx, event) => {
      const ids = edits.map(({ session }) => session);
      const working = await readWorking(tx.sql, event.id, ids);
      const merged = edits.map((edit) => merge(edit, working));
      const met = merged.flatMap(({ met: fields }, index) =>
        fields.map((field) => ({
          pointer: `/edits/${String(index)}/${field}`,
          message: 'changed meanwhile',
        })),
      );
      if (met.length) throw new Problem('edit_conflict', {}, met);
      refuseFlaws(
        merged.map(({ now }) => now),
        await readKnown(tx.sql, event.id),
        (index, field) => `/edits/${String(index)}/fields/${field}`,
      );
      const rows = merged.flatMap(({ now, moved }): OverlayDraft[] => {
        if (moved.length === 0) return [];
        const released = working.released.get(now.id);
        const fields = pick<SessionDetails, keyof SessionDetails>(
          now,
          released ? differing(released, now) : sessionFields,
        );
        const next = raise(now.slug, now.id, working.overlays.get(now.id), moved);
        return [{ ...next, fields, by: call.actor?.person ?? null }];
      });
      const written = await this.overlays.write(tx, event.id, working.released, rows);
      const byId = new Map([...working.sessions, ...written.map((one) => [one.id, one] as const)]);
      return ids.map((id) => found(byId.get(id)));
    });
  }

  /** Takes a session out: at once where it was never released, else with the next release. */
  async remove(call: Call, slug: string, session: string): Promise<void> {
    await this.editing.write(call, slug, async (tx, event) => {
      const working = await readWorking(tx.sql, event.id, [session]);
      const was = found(working.sessions.get(session));
      if (was.state === 'new') return this.overlays.drop(tx, event.id, [session]);
      if (was.state === 'removed') return;
      const row = taken(
        raise(was.slug, session, working.overlays.get(session), []),
        call.actor?.person ?? null,
      );
      await this.overlays.write(tx, event.id, working.released, [row]);
    });
  }

  /**
   * Brings back a session that was taken out.
   * @param released whether its changes go, too
   * @throws Problem conflict where it shall go back to what was released and never was
   */
  async restore(call: Call, slug: string, session: string, released: boolean): Promise<DraftSession> {
    return this.editing.write(call, slug, async (tx, event) => {
      const working = await readWorking(tx.sql, event.id, [session]);
      const was = found(working.sessions.get(session));
      if (released && was.state === 'new') throw new Problem('conflict');
      const gone = released ? was.changed : [];
      if (was.state !== 'removed' && gone.length === 0) return was;
      const next = raise(was.slug, session, working.overlays.get(session), gone);
      const row = {
        ...next,
        version: gone.length ? next.version : next.version + 1,
        fields: released ? {} : next.fields,
        removed: false,
        by: call.actor?.person ?? null,
      };
      return found((await this.overlays.write(tx, event.id, working.released, [row]))[0]);
    });
  }
}

interface Merged {
  now: DraftSession;
  /** What the edit changes. */
  moved: (keyof SessionDetails)[];
  /** What somebody else has changed to something else since the edit began: `fields/<name>`, or `session`. */
  met: string[];
}

function merge({ session, version, fields }: SessionEdit, working: Working): Merged {
  const was = found(working.sessions.get(session));
  const wanted = settled(fields);
  const moved = differing(
    was,
    wanted,
    sessionFields.filter((field) => wanted[field] !== undefined),
  );
  const versions = working.overlays.get(session)?.fieldVersions ?? {};
  const met = moved.filter((field) => (versions[field] ?? 0) > version).map((field) => `fields/${field}`);
  return {
    now: { ...was, ...pick(wanted, moved) },
    moved,
    met: was.state === 'removed' ? ['session'] : met,
  };
}

/** @throws Problem invalid_input where one session is edited twice in a call, which has no order */
function refuseTwice(edits: readonly SessionEdit[]): void {
  const seen = new Set<string>();
  for (const [index, { session }] of edits.entries()) {
    if (seen.has(session)) {
      const pointer = `/edits/${String(index)}/session`;
      throw new Problem('invalid_input', {}, [{ pointer, message: 'each session once' }]);
    }
    seen.add(session);
  }
}
