import {
  agendaStream,
  streamName,
  workingAgendaStream,
  type DraftSession,
  type SessionDetails,
  type SessionField,
  type StreamChange,
} from '@foyer/contracts';
import { sql, type Tx } from '@foyer/platform';
import { Injectable } from '@nestjs/common';
import { readSessions, readWorkingMaterials } from './agenda-rows.js';
import {
  differing,
  layOver,
  pick,
  readOverlays,
  sessionFields,
  workingOf,
  type Overlay,
  type Working,
} from './working-agenda.js';

/** An overlay as it shall be; who edited it last stays where `by` is null. */
export interface OverlayDraft extends Omit<Overlay, 'editedBy'> {
  by: string | null;
}

/** Tells all who edit the agenda. */
export function tellEditors(tx: Tx, event: string, change: StreamChange): void {
  tx.change(streamName(workingAgendaStream, { event }), change);
}

/** Tells editors and readers alike: of people, rooms and tracks, which take effect at once. */
export function tellAll(tx: Tx, event: string, change: StreamChange): void {
  tx.change(streamName(agendaStream, { event }), change);
  tellEditors(tx, event, change);
}

/** What lies over the released sessions: written here alone, under the agenda's lock. */
@Injectable()
export class Overlays {
  /**
   * Writes overlays and tells the editors of them.
   * @returns the sessions as they are now, in the order given
   */
  async write(
    tx: Tx,
    event: string,
    released: Working['released'],
    drafts: readonly OverlayDraft[],
  ): Promise<DraftSession[]> {
    if (drafts.length === 0) return [];
    await sql`
      insert into session_draft (session_id, event_id, slug, fields, version, field_versions, removed, edited_by_id)
      select session, ${event}, slug, fields, version, "fieldVersions", removed, by
      from jsonb_to_recordset(${JSON.stringify(drafts)}::jsonb) as w(session uuid, slug text, fields jsonb,
        version int, "fieldVersions" jsonb, removed boolean, by uuid)
      on conflict (session_id) do update set fields = excluded.fields, version = excluded.version,
        field_versions = excluded.field_versions, removed = excluded.removed, edited_at = now(),
        edited_by_id = coalesce(excluded.edited_by_id, session_draft.edited_by_id)`.execute(tx.sql);
    const ids = drafts.map(({ session }) => session);
    const written = new Map(
      (await readOverlays(tx.sql, event, ids)).map((overlay) => [overlay.session, overlay]),
    );
    const sessions = ids.flatMap((id) => layOver(released.get(id), written.get(id)) ?? []);
    tellEditors(tx, event, { put: { session: Object.fromEntries(sessions.map((one) => [one.id, one])) } });
    return sessions;
  }

  /** Sessions that were never released, or are released no more, leave the draft. */
  async drop(tx: Tx, event: string, sessions: readonly string[]): Promise<void> {
    if (sessions.length === 0) return;
    // What waits with them for a release goes, too.
    const materials = await readWorkingMaterials(tx.sql, event, sessions);
    await sql`
      delete from session_draft where event_id = ${event} and session_id = any(${sessions}::uuid[])`.execute(
      tx.sql,
    );
    tellEditors(tx, event, {
      drop: {
        session: [...sessions],
        ...(materials.length ? { material: materials.map(({ id }) => id) } : {}),
      },
    });
  }

  /**
   * Released sessions were written: overlays let go of what is now the same, and where that changed what organisers
   * have on the table the versions rise, so that no edit begun before overwrites it unseen.
   * @param before the working agenda as it was
   * @param mend changes what overlays say, where they name something that is gone
   * @returns the released sessions as they are now
   */
  async follow(
    tx: Tx,
    event: string,
    before: Working,
    mend: (fields: Partial<SessionDetails>) => Partial<SessionDetails> = (fields) => fields,
  ): Promise<Working['released']> {
    const released = await readSessions(tx.sql, event);
    const now = new Map(released.map((session) => [session.id, session]));
    const gone = [...before.released.keys()].filter((id) => !now.has(id));
    const overlays = [...before.overlays.values()].filter(({ session }) => !gone.includes(session));
    const mended = overlays.map((overlay) => ({ ...overlay, fields: mend(overlay.fields) }));
    const after = workingOf(released, mended);
    const drafts: OverlayDraft[] = [];
    const seen: DraftSession[] = [];
    for (const [id, session] of after.sessions) {
      const was = before.sessions.get(id);
      const had = before.overlays.get(id);
      const lies = after.overlays.get(id);
      const moved = was ? differing(was, session) : [];
      const fields = lies ? stillOver(lies.fields, now.get(id)) : {};
      const lighter = had !== undefined && differing(had.fields, fields, sessionFields).length > 0;
      if (moved.length || lighter) {
        drafts.push({ ...raise(session.slug, id, lies, moved), fields, by: null });
      } else if (!was || was.state !== session.state) {
        seen.push(session);
      }
    }
    await this.drop(tx, event, gone);
    await this.write(tx, event, now, drafts);
    if (seen.length) {
      tellEditors(tx, event, { put: { session: Object.fromEntries(seen.map((one) => [one.id, one])) } });
    }
    return now;
  }
}

/** What of an overlay still differs from the released session. */
function stillOver(
  fields: Partial<SessionDetails>,
  released: SessionDetails | undefined,
): Partial<SessionDetails> {
  const said = sessionFields.filter((field) => field in fields);
  return pick(fields, released ? differing(fields, released, said) : said);
}

/** The next version of an overlay, in which these fields have changed. */
export function raise(
  slug: string,
  session: string,
  overlay: Overlay | undefined,
  changed: readonly SessionField[],
): Omit<OverlayDraft, 'by'> {
  const version = (overlay?.version ?? 0) + (changed.length ? 1 : 0);
  return {
    ...{ session, slug, version },
    fields: overlay?.fields ?? {},
    fieldVersions: {
      ...overlay?.fieldVersions,
      ...Object.fromEntries(changed.map((field) => [field, version])),
    },
    removed: overlay?.removed ?? false,
  };
}
