import type { DraftSession, SessionDetails } from '@foyer/contracts';
import type { AgendaStore } from './agenda-store.js';
import { changedFields, detailsOf, fieldsIn, pick, sameValue, without } from './fields.js';
import type { Question } from './questions.js';
import { UndoStack, type Entry, type FieldEdit } from './undo.js';

/** What came of an undo: whom it was about; null where there was nothing, or where it is gone. */
export interface Undone {
  session: DraftSession | null;
  /** Taken out, brought back, put back to what it was, or left as it is because somebody is asked first. */
  deed: 'edited' | 'removed' | 'restored' | 'spared';
  count: number;
}

/** Looks at the sessions that would go for good. @returns whether they stay, for the time being */
export type Spare = (leaving: readonly DraftSession[]) => boolean;

/** Undo and redo of one tab, by doing the opposite like any other change. */
export class History {
  readonly #stack = new UndoStack();
  readonly #store: AgendaStore;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(store: AgendaStore) {
    this.#store = store;
  }

  get canUndo(): boolean {
    return this.#stack.canUndo;
  }
  get canRedo(): boolean {
    return this.#stack.canRedo;
  }

  did(entry: Entry): void {
    this.#stack.push(entry);
  }

  /** What was told has come to nothing. */
  didNot(entry: Entry): void {
    this.#stack.drop(entry);
  }

  undo(spare?: Spare): Promise<Undone | null> {
    return this.#once(async () => {
      const entry = this.#stack.takeUndo();
      if (!entry) return null;
      if (entry.kind !== 'edit') await this.#store.idle();
      if (entry.kind === 'create' && this.#spared(entry, spare)) {
        this.#stack.redone(entry);
        return { session: null, deed: 'spared', count: 0 };
      }
      try {
        const done = await this.#back(entry);
        this.#stack.undone(done.entry);
        return done.undone;
      } catch (error) {
        this.#stack.redone(entry);
        throw error;
      }
    });
  }

  redo(spare?: Spare): Promise<Undone | null> {
    return this.#once(async () => {
      const entry = this.#stack.takeRedo();
      if (!entry) return null;
      if (entry.kind !== 'edit') await this.#store.idle();
      if (entry.kind === 'remove' && this.#spared(entry, spare)) {
        this.#stack.undone(entry);
        return { session: null, deed: 'spared', count: 0 };
      }
      try {
        const done = await this.#again(entry);
        this.#stack.redone(done.entry);
        return done.undone;
      } catch (error) {
        this.#stack.undone(entry);
        throw error;
      }
    });
  }

  /** What was never released is gone for good with all that belongs to it. */
  #spared(entry: Exclude<Entry, { kind: 'edit' }>, spare: Spare | undefined): boolean {
    const leaving = entry.sessions
      .flatMap(({ id }) => this.#store.sheet.view(id) ?? [])
      .filter(({ state }) => state === 'new');
    return leaving.length > 0 && (spare?.(leaving) ?? false);
  }

  /** One after the other: a key held down must not overtake what the server has not answered. */
  async #once(what: () => Promise<Undone | null>): Promise<Undone | null> {
    const turn = this.#turn.then(what).finally(() => this.#store.changed());
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #back(entry: Entry): Promise<{ entry: Entry; undone: Undone }> {
    if (entry.kind === 'edit') return { entry, undone: this.#edit(entry.edits, 'before', 'after') };
    if (entry.kind === 'create') return this.#takeOut(entry);
    return this.#bringBack(entry);
  }

  async #again(entry: Entry): Promise<{ entry: Entry; undone: Undone }> {
    if (entry.kind === 'edit') return { entry, undone: this.#edit(entry.edits, 'after', 'before') };
    if (entry.kind === 'create') {
      const sessions = await this.#make(entry.sessions);
      return {
        entry: { ...entry, sessions },
        undone: { session: sessions[0] ?? null, deed: 'restored', count: sessions.length },
      };
    }
    const { sessions } = entry;
    await this.#store.removals.takeOut(...sessions.map(({ id }) => id));
    return { entry, undone: { session: sessions[0] ?? null, deed: 'removed', count: sessions.length } };
  }

  /** Puts fields back where they are as they were left here; where somebody has changed them since, it asks. */
  #edit(edits: readonly FieldEdit[], to: 'before' | 'after', from: 'before' | 'after'): Undone {
    const questions: Question[] = [];
    const back: { session: string; fields: Partial<SessionDetails> }[] = [];
    let session: DraftSession | null = null;
    for (const edit of edits) {
      const view = this.#store.sheet.view(edit.session);
      if (!view || view.state === 'removed') continue;
      session ??= view;
      const wanted = changedFields(view, edit[to]);
      const foreign = fieldsIn(wanted).filter((field) => !sameValue(view[field], edit[from][field]));
      back.push({ session: view.id, fields: without(wanted, foreign) });
      for (const field of foreign) {
        const mine = pick(wanted, [field])[field];
        if (mine === undefined) continue;
        questions.push({
          ...{ id: `${view.id}/${field}`, session: view.id, field, mine, theirs: view[field] },
          ...{ by: view.editedBy, while: 'undoing' },
        });
      }
    }
    this.#store.lay(back);
    if (questions.length > 0) this.#store.ask(questions);
    return { session, deed: 'edited', count: back.length };
  }

  async #takeOut(entry: Entry & { kind: 'create' }): Promise<{ entry: Entry; undone: Undone }> {
    const sessions = entry.sessions.map((made) => this.#store.sheet.view(made.id) ?? made);
    const there = sessions.filter(({ id }) => this.#store.sheet.view(id));
    if (there.length > 0) await this.#store.removals.takeOut(...there.map(({ id }) => id));
    return {
      entry: { ...entry, sessions },
      undone: { session: sessions[0] ?? null, deed: 'removed', count: sessions.length },
    };
  }

  async #bringBack(entry: Entry & { kind: 'remove' }): Promise<{ entry: Entry; undone: Undone }> {
    const released = entry.sessions.filter(({ state }) => state !== 'new');
    const [one] = released;
    if (one && entry.sessions.length === 1) await this.#store.removals.restore(one.id, false);
    else if (one) await this.#store.removals.bringBack(released.map(({ id }) => id));
    // What was never released is gone for good: it is made anew.
    const fresh = entry.sessions.filter(({ state }) => state === 'new');
    const made = fresh.length > 0 ? await this.#make(fresh) : [];
    const sessions = [...released, ...made];
    return {
      entry: { ...entry, sessions },
      undone: { session: sessions[0] ?? null, deed: 'restored', count: sessions.length },
    };
  }

  async #make(sessions: readonly DraftSession[]): Promise<DraftSession[]> {
    const made = await this.#store.write(() =>
      this.#store.doors.create(sessions.map((one) => ({ ...detailsOf(one), slug: one.slug }))),
    );
    made.forEach((session, index) => {
      this.#store.took(session);
      const old = sessions[index]?.id;
      if (old) this.#stack.rename(old, session.id);
    });
    return made;
  }
}
