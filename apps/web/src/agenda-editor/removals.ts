import { isProblem } from '@foyer/client';
import type { AgendaStore } from './agenda-store.js';
import { changedFields, fieldsIn, pick } from './fields.js';

/** How sessions leave an editor's draft and come back: seen at once, put right where the server refuses. */
export class Removals {
  readonly #store: AgendaStore;

  constructor(store: AgendaStore) {
    this.#store = store;
  }

  /** Takes sessions out, all or none; it can be undone as one. */
  async remove(...ids: readonly string[]): Promise<void> {
    const sessions = ids
      .flatMap((id) => this.#store.sheet.view(id) ?? [])
      .filter(({ state }) => state !== 'removed');
    if (sessions.length === 0) return;
    // Known at once: an undo that is pressed before the answer is about this one.
    const entry = { kind: 'remove' as const, sessions };
    this.#store.history.did(entry);
    try {
      await this.takeOut(...sessions.map(({ id }) => id));
    } catch (error) {
      // Nothing has happened that could be undone.
      this.#store.history.didNot(entry);
      throw error;
    }
  }

  /** Takes sessions out, all or none, without a memory of it. */
  async takeOut(...ids: readonly string[]): Promise<void> {
    const [one] = ids;
    for (const id of ids) this.#store.sheet.markRemoved(id, true);
    this.#store.changed();
    try {
      if (one !== undefined && ids.length === 1) await this.#takeOutOne(one);
      else await this.#takeOutAll(ids);
    } catch (error) {
      for (const id of ids) this.#store.sheet.markRemoved(id, false);
      if (isProblem(error, 'edit_conflict')) await this.#store.reload().catch(() => undefined);
      throw error;
    } finally {
      this.#store.refreshConflicts();
      this.#store.changed();
    }
  }

  async #takeOutOne(id: string): Promise<void> {
    this.#store.sheet.letGo(id);
    const isNew = this.#store.sheet.base(id)?.state === 'new';
    await this.#store.write(() => this.#store.doors.remove(id));
    const base = this.#store.sheet.base(id);
    if (isNew) this.#store.forget(id);
    else if (base) this.#store.made(id, base.version + 1);
  }

  /** What was changed in them here is saved before, so that it comes back with them. */
  async #takeOutAll(ids: readonly string[]): Promise<void> {
    const marked = await this.#store.write(async () => {
      await this.#store.flush();
      for (const id of ids) this.#store.sheet.letGo(id);
      const there = ids.flatMap((id) => this.#store.sheet.base(id) ?? []);
      if (there.length === 0) return [];
      return this.#store.doors.removeAll(there.map(({ id, version }) => ({ session: id, version })));
    });
    const still = new Map(marked.map((session) => [session.id, session]));
    for (const id of ids) {
      const session = still.get(id);
      if (session) this.#store.took(session);
      else if (this.#store.sheet.base(id)?.state === 'new') this.#store.forget(id);
    }
  }

  /** Brings several removed sessions back, without a memory of it. */
  async bringBack(ids: readonly string[]): Promise<void> {
    for (const session of await this.#store.write(() => this.#store.doors.restoreAll(ids))) {
      this.#store.sheet.markRemoved(session.id, false);
      this.#store.took(session);
    }
    this.#store.changed();
  }

  /** Brings a removed session back; with `released` it goes back to what was released. */
  async restore(id: string, released: boolean): Promise<void> {
    const before = this.#store.sheet.view(id);
    this.#store.sheet.letGo(id);
    const after = await this.#store.write(() => this.#store.doors.restore(id, released));
    this.#store.sheet.markRemoved(id, false);
    this.#store.took(after);
    if (before && before.state !== 'removed') {
      const back = changedFields(before, after);
      const edits = [{ session: id, before: pick(before, fieldsIn(back)), after: back }];
      this.#store.history.did({ kind: 'edit', action: 'release', edits, at: performance.now() });
    }
    this.#store.changed();
  }
}
