import type { DraftSession } from '@foyer/contracts';
import { Problem, sql, type Sql, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { Overlays, raise, type OverlayDraft } from './overlays.js';
import { readKnown, refuseFlaws } from './session-check.js';
import type { SessionDraft } from './timetable.js';
import { byStart, differing, pick, readWorking, sessionFields, settled } from './working-agenda.js';

/** What a set of sessions changes in the draft, by slug. */
export interface DraftChange {
  created: string[];
  changed: string[];
  removed: string[];
}

/** What writes the draft as a set: an import. It takes effect with the next release. */
@Injectable()
export class DraftAgenda {
  constructor(@Inject(Overlays) private readonly overlays: Overlays) {}

  /** The sessions as organisers have them on the table, by start; those taken out are marked so. */
  async sessions(database: Sql, event: string): Promise<DraftSession[]> {
    return [...(await readWorking(database, event)).sessions.values()].sort(byStart);
  }

  /**
   * Brings sessions into the draft, found by their slug: what is new, what is not as it was, and what shall go.
   * One that was taken out and is given again comes back. The caller holds the agenda's lock.
   * @param by who changes it
   * @throws Problem invalid_input for times, people, places or addresses that cannot be, with pointers
   *   `/sessions/<n>/<field>`
   */
  async put(
    tx: Tx,
    event: string,
    drafts: readonly SessionDraft[],
    { remove = [], by }: { remove?: readonly string[]; by: string | null },
  ): Promise<DraftChange> {
    const working = await readWorking(tx.sql, event);
    const known = new Map([...working.sessions.values()].map((session) => [session.slug, session]));
    const wanted = drafts.map(settled);
    refuseFlaws(
      wanted,
      await readKnown(tx.sql, event),
      (index, field) => `/sessions/${String(index)}/${field}`,
    );
    const change: DraftChange = { created: [], changed: [], removed: [] };
    const ids = await newIds(tx.sql, wanted.filter(({ slug }) => !known.has(slug)).length);
    const rows: OverlayDraft[] = [];
    for (const draft of wanted) {
      const was = known.get(draft.slug);
      const moved = was ? differing(was, draft) : sessionFields;
      if (was && moved.length === 0 && was.state !== 'removed') continue;
      const id = was?.id ?? ids.pop();
      if (id === undefined) throw new Problem('internal');
      const released = working.released.get(id);
      const next = raise(draft.slug, id, working.overlays.get(id), moved);
      const fields = pick(draft, released ? differing(released, draft) : sessionFields);
      rows.push({ ...next, fields, removed: false, by });
      (was ? change.changed : change.created).push(draft.slug);
    }
    await this.overlays.write(tx, event, working.released, rows);
    const gone = remove.flatMap((slug) => known.get(slug) ?? []).filter(({ state }) => state !== 'removed');
    const drop = gone.filter(({ state }) => state === 'new').map(({ id }) => id);
    await this.overlays.drop(tx, event, drop);
    await this.overlays.write(
      tx,
      event,
      working.released,
      gone
        .filter(({ state }) => state !== 'new')
        .map(({ id, slug }) => taken(raise(slug, id, working.overlays.get(id), []), by)),
    );
    change.removed = gone.map(({ slug }) => slug);
    return change;
  }
}

/** An overlay under which its session goes with the next release. */
export const taken = (overlay: Omit<OverlayDraft, 'by'>, by: string | null): OverlayDraft => ({
  ...overlay,
  version: overlay.version + 1,
  removed: true,
  by,
});

/** Ids for sessions to come, in the database's own order of time. */
export async function newIds(database: Sql, count: number): Promise<string[]> {
  if (count === 0) return [];
  const { rows } = await sql<{ id: string }>`
    select uuidv7() as id from generate_series(1, ${count}::int)`.execute(database);
  return rows.map(({ id }) => id).reverse();
}
