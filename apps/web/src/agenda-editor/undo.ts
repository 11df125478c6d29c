import type { DraftSession, SessionDetails } from '@foyer/contracts';

export type Action = 'move' | 'room' | 'length' | 'form' | 'release';
export interface FieldEdit {
  session: string;
  before: Partial<SessionDetails>;
  after: Partial<SessionDetails>;
}
/** One thing done in this tab, with what is needed to do the opposite. */
export type Entry =
  | { kind: 'edit'; action: Action; edits: FieldEdit[]; at: number }
  | { kind: 'create'; sessions: DraftSession[] }
  | { kind: 'remove'; sessions: DraftSession[] };

/** Presses of one key on the same cards that follow each other this closely are one thing to undo. */
const togetherMs = 1_000;
const deepest = 200;

/** What was done in this tab and can be undone, and what was undone and can be done again. */
export class UndoStack {
  #done: Entry[] = [];
  #undone: Entry[] = [];

  get canUndo(): boolean {
    return this.#done.length > 0;
  }
  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  /** Something new: what was undone before cannot be done again. */
  push(entry: Entry): void {
    this.#undone = [];
    const last = this.#done.at(-1);
    const joined = last && joinedEntry(last, entry);
    if (joined) this.#done[this.#done.length - 1] = joined;
    else this.#done.push(entry);
    if (this.#done.length > deepest) this.#done.shift();
  }

  /** What was pushed has come to nothing. */
  drop(entry: Entry): void {
    this.#done = this.#done.filter((one) => one !== entry);
  }

  /** Takes the last one; the caller does the opposite, and says with `undone` that it is. */
  takeUndo(): Entry | undefined {
    return this.#done.pop();
  }
  takeRedo(): Entry | undefined {
    return this.#undone.pop();
  }
  undone(entry: Entry): void {
    this.#undone.push(entry);
  }
  redone(entry: Entry): void {
    this.#done.push(entry);
  }

  /** A session that came back has another id: what was done to it before is about the new one. */
  rename(old: string, id: string): void {
    const renamed = (entry: Entry): Entry => {
      if (entry.kind === 'edit') {
        return {
          ...entry,
          edits: entry.edits.map((edit) => (edit.session === old ? { ...edit, session: id } : edit)),
        };
      }
      const one = (session: DraftSession) => (session.id === old ? { ...session, id } : session);
      return { ...entry, sessions: entry.sessions.map(one) };
    };
    this.#done = this.#done.map(renamed);
    this.#undone = this.#undone.map(renamed);
  }
}

function joinedEntry(last: Entry, next: Entry): Entry | undefined {
  if (last.kind !== 'edit' || next.kind !== 'edit') return undefined;
  const same =
    last.action === next.action &&
    next.action !== 'form' &&
    next.at - last.at < togetherMs &&
    last.edits.length === next.edits.length &&
    last.edits.every(({ session }, index) => session === next.edits[index]?.session);
  if (!same) return undefined;
  const edits = next.edits.map((after, index) => ({
    session: after.session,
    before: { ...after.before, ...last.edits[index]?.before },
    after: { ...last.edits[index]?.after, ...after.after },
  }));
  return { ...next, edits };
}
