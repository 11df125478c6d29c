import { isProblem } from '@foyer/client';
import type { AgendaConflict, DraftSession, SessionDetails, SessionEdit } from '@foyer/contracts';
import { conflictKey, distinctConflicts, touches } from './conflicts.js';
import type { Doors, NewSession } from './doors.js';
import { changedFields, fieldsIn, pick } from './fields.js';
import { Groups } from './groups.js';
import { History } from './history.js';
import { Newsroom, type News } from './newsroom.js';
import { questionsAfter, type Question } from './questions.js';
import { Removals } from './removals.js';
import { Sheet } from './sheet.js';
import type { Action, FieldEdit } from './undo.js';

/** All that the page draws; a new object after every change. */
export interface Snapshot {
  /** Whether the draft is here. */
  ready: boolean;
  /** In order of time; unsaved changes are in it. */
  sessions: ReadonlyMap<string, DraftSession>;
  unsaved: ReadonlySet<string>;
  status: 'saved' | 'unsaved' | 'saving' | 'held' | 'failed';
  /** What would not fit if the unsaved changes were saved: the organiser decides. */
  held: readonly AgendaConflict[];
  /** The sessions that wait for that word: those of `held`, and what was changed with them in one go. */
  waiting: ReadonlySet<string>;
  questions: readonly Question[];
  /** What does not fit in the draft as it is saved. */
  conflicts: readonly AgendaConflict[];
  /** Sessions that others have changed a moment ago. */
  fresh: ReadonlySet<string>;
  news: News | null;
  problem: unknown;
  canUndo: boolean;
  canRedo: boolean;
}

/** Keys pressed one after the other are saved together, this long after the last one. */
const restMs = 400;
const retryMs = 5_000;

/**
 * The draft under the hands of one editor: changes are seen at once, checked and saved after a short rest, and never
 * lost; what others do comes in between.
 */
export class AgendaStore {
  readonly sheet = new Sheet();
  readonly doors: Doors;
  readonly history: History;
  readonly removals: Removals;
  readonly #listeners = new Set<() => void>();
  #snapshot: Snapshot | undefined;
  #saveTimer: ReturnType<typeof setTimeout> | undefined;
  #conflictTimer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | undefined;
  #saving = false;
  /** Rises with every change here: a check that began before is of yesterday. */
  #generation = 0;
  readonly #newsroom = new Newsroom(() => this.changed());
  #held: readonly AgendaConflict[] = [];
  readonly #groups = new Groups();
  #questions: Question[] = [];
  #conflicts: readonly AgendaConflict[] = [];
  #accepted = new Set<string>();
  #problem: unknown = null;

  constructor(doors: Doors) {
    this.doors = doors;
    this.history = new History(this);
    this.removals = new Removals(this);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  get = (): Snapshot => {
    this.#snapshot ??= {
      ready: this.#newsroom.begun,
      sessions: this.sheet.all(),
      unsaved: new Set(this.sheet.edits().map(({ session }) => session)),
      status: this.#status(),
      held: this.#held,
      waiting: this.#waiting(),
      questions: this.#questions,
      conflicts: this.#conflicts,
      fresh: this.#newsroom.fresh,
      news: this.#newsroom.news,
      problem: this.#problem,
      canUndo: this.history.canUndo,
      canRedo: this.history.canRedo,
    };
    return this.#snapshot;
  };

  /** Something is different: whoever draws, draws anew. */
  changed(): void {
    this.#snapshot = undefined;
    for (const listener of this.#listeners) listener();
  }

  /** The sessions as the server has them now; what is missing is gone. */
  receive(sessions: readonly DraftSession[]): void {
    let different = !this.#newsroom.begun;
    const there = new Set(sessions.map(({ id }) => id));
    for (const session of sessions) {
      const before = this.sheet.base(session.id);
      if (!this.sheet.receive(session)) continue;
      this.#newsroom.heard({ id: session.id, before, after: session });
      different = true;
    }
    for (const id of this.sheet.ids()) {
      // One that was made here may be on its way in the stream.
      if (there.has(id) || this.#justMade.has(id)) continue;
      this.#newsroom.heard({ id, before: this.sheet.base(id), after: undefined });
      this.forget(id);
      different = true;
    }
    for (const id of there) this.#justMade.delete(id);
    this.#newsroom.judge();
    if (!different) return;
    this.refreshConflicts();
    this.changed();
  }
  readonly #justMade = new Set<string>();

  /** Changes sessions here and now; they are saved after a short rest. @returns whether anything is different */
  edit(wanted: readonly { session: string; fields: Partial<SessionDetails> }[], action: Action): boolean {
    const edits: FieldEdit[] = [];
    for (const { session, fields } of wanted) {
      const view = this.sheet.view(session);
      const after = view && changedFields(view, fields);
      if (view && after && fieldsIn(after).length > 0)
        edits.push({ session, before: pick(view, fieldsIn(after)), after });
    }
    if (edits.length === 0) return false;
    this.history.did({ kind: 'edit', action, edits, at: performance.now() });
    this.lay(edits.map(({ session, after }) => ({ session, fields: after })));
    return true;
  }

  lay(edits: readonly { session: string; fields: Partial<SessionDetails> }[]): void {
    for (const { session, fields } of edits) this.sheet.lay(session, fields);
    this.#groups.add(edits.map(({ session }) => session));
    this.#generation++;
    this.#schedule(restMs);
    this.changed();
  }

  /** Saves although it does not fit. */
  saveAnyway(): void {
    for (const conflict of this.#held) this.#accepted.add(conflictKey(conflict));
    this.#held = [];
    this.#schedule(0);
    this.changed();
  }

  /** Puts what is held back to where it stood; that can be undone like any other change. */
  takeBack(): void {
    const waiting = this.#waiting();
    const held = this.sheet.edits().filter(({ session }) => waiting.has(session));
    this.#held = [];
    this.edit(
      held.flatMap(({ session, fields }) => {
        const base = this.sheet.base(session);
        return base ? [{ session, fields: pick(base, fieldsIn(fields)) }] : [];
      }),
      'form',
    );
    this.changed();
  }

  ask(questions: readonly Question[]): void {
    const known = this.#questions.filter(({ id }) => !questions.some((one) => one.id === id));
    this.#questions = [...known, ...questions];
    this.changed();
  }

  /** Mine is to stand, or theirs. */
  answer(id: string, choice: 'mine' | 'theirs'): void {
    const question = this.#questions.find((one) => one.id === id);
    if (!question) return;
    const { session, field } = question;
    this.#questions = this.#questions.filter((one) => one !== question);
    if (choice === 'theirs') this.sheet.letGo(session, [field]);
    else if (question.while === 'undoing') this.sheet.lay(session, { [field]: question.mine });
    if (!this.#questions.some((one) => one.session === session)) this.sheet.rebase(session);
    this.#generation++;
    this.#schedule(0);
    this.changed();
  }

  /** Saves one edit now, as a form does: the form hears of a refusal itself. */
  async commit(edit: SessionEdit): Promise<void> {
    const before = this.sheet.view(edit.session);
    await this.flush();
    const [session] = await this.write(() => this.doors.edit([edit]));
    if (!session) return;
    this.took(session);
    if (before) {
      const after = changedFields(before, edit.fields);
      const edits = [{ session: session.id, before: pick(before, fieldsIn(after)), after }];
      this.history.did({ kind: 'edit', action: 'form', edits, at: performance.now() });
    }
    this.changed();
  }

  async create(sessions: readonly NewSession[]): Promise<DraftSession[]> {
    const made = await this.write(() => this.doors.create(sessions));
    for (const session of made) this.took(session);
    this.history.did({ kind: 'create', sessions: made });
    this.changed();
    return made;
  }

  /** An answer to something done here. */
  took(session: DraftSession): void {
    if (!this.sheet.base(session.id)) this.#justMade.add(session.id);
    this.#newsroom.mine(session.id, session.version);
    this.sheet.answered(session);
    this.refreshConflicts();
  }

  /** A version that was made here and comes by the stream alone: it is no news. */
  made(id: string, version: number): void {
    this.#newsroom.mine(id, version);
  }

  /** Once everything that was begun is answered. */
  async idle(): Promise<void> {
    while (this.#pending.size > 0) await Promise.allSettled([...this.#pending]);
  }
  readonly #pending = new Set<Promise<unknown>>();

  async write<T>(command: () => Promise<T>): Promise<T> {
    this.#newsroom.begin();
    const answer = command();
    this.#pending.add(answer);
    try {
      return await answer;
    } finally {
      this.#pending.delete(answer);
      this.#newsroom.end();
    }
  }

  /** What of these would not fit and is not in the draft already. */
  async check(
    sessions: readonly { session: string | null; fields: Partial<SessionDetails> }[],
  ): Promise<AgendaConflict[]> {
    const found = await this.doors.check(sessions);
    return distinctConflicts(found).filter((conflict) => !this.#accepted.has(conflictKey(conflict)));
  }

  /** Looks at the whole draft again, soon. */
  refreshConflicts(): void {
    clearTimeout(this.#conflictTimer);
    this.#conflictTimer = setTimeout(() => void this.#findConflicts(), 500);
  }

  async reload(): Promise<void> {
    const { sessions } = await this.doors.reload();
    this.receive(sessions);
  }

  /** Saves what waits, now and without asking: the page is being left, or something else builds on it. */
  async flush(): Promise<void> {
    clearTimeout(this.#saveTimer);
    await this.#running;
    if (this.sheet.edits().length > 0) await this.#run(true);
  }

  /** Saves what waits, without the rest. */
  retry(): void {
    if (this.sheet.edits().length > 0) this.#schedule(0);
  }

  stop(): void {
    clearTimeout(this.#conflictTimer);
    this.#newsroom.stop();
    void this.flush();
  }

  #status(): Snapshot['status'] {
    if (this.#saving) return 'saving';
    if (this.#held.length > 0 || this.#questions.length > 0) return 'held';
    if (this.#problem) return 'failed';
    return this.sheet.edits().length > 0 ? 'unsaved' : 'saved';
  }

  #waiting(): ReadonlySet<string> {
    const unsaved = this.sheet.edits().map(({ session }) => session);
    const touched = unsaved.filter((id) => this.#held.some((one) => touches(one, id)));
    return this.#groups.with(touched, unsaved);
  }

  #schedule(ms: number): void {
    clearTimeout(this.#saveTimer);
    this.#saveTimer = setTimeout(() => void this.#run(false), ms);
  }

  async #run(force: boolean): Promise<void> {
    while (this.#running) await this.#running;
    this.#running = this.#save(force).finally(() => {
      this.#running = undefined;
      this.#saving = false;
      this.changed();
    });
    await this.#running;
  }

  async #save(force: boolean): Promise<void> {
    const asked = new Set(this.#questions.map(({ session }) => session));
    const edits = this.sheet.edits().filter(({ session }) => !asked.has(session));
    if (edits.length === 0) {
      this.#held = [];
      return;
    }
    let ready = edits;
    try {
      if (force) this.#held = [];
      else {
        const generation = this.#generation;
        const found = await this.check(edits);
        // More was changed meanwhile: that has its own turn.
        if (generation !== this.#generation) return;
        this.#held = found.filter((one) => edits.some(({ session }) => touches(one, session)));
        const waiting = this.#waiting();
        ready = edits.filter(({ session }) => !waiting.has(session));
      }
      if (ready.length === 0) return;
      this.#saving = true;
      this.sheet.takeOff(ready);
      this.changed();
      const answers = await this.write(() => this.doors.edit(ready));
      this.sheet.settle(ready, answers);
      for (const answer of answers) this.took(answer);
      this.#groups.keep(new Set(this.sheet.edits().map(({ session }) => session)));
      this.#problem = null;
    } catch (error) {
      this.sheet.turnBack(ready);
      await this.#refused(error, ready);
    }
  }

  async #refused(error: unknown, edits: readonly SessionEdit[]): Promise<void> {
    if (isProblem(error, 'edit_conflict') || isProblem(error, 'not_found')) {
      await this.reload().catch(() => undefined);
      const questions = questionsAfter(error, edits, (id) => this.sheet.base(id));
      if (questions.length > 0) this.ask(questions);
      for (const { session } of edits) {
        if (this.sheet.base(session)?.state === 'removed') this.sheet.letGo(session);
      }
      // Written the same, or gone: the rest is sent again from what the server has now.
      const open = new Set(this.#questions.map(({ session }) => session));
      for (const { session } of edits) if (!open.has(session)) this.sheet.rebase(session);
      this.#schedule(restMs);
      if (isProblem(error, 'not_found') && this.sheet.edits().length > 0) this.#problem = error;
      return;
    }
    this.#problem = error;
    const refused = isProblem(error, 'invalid_input') || isProblem(error, 'forbidden');
    if (refused) for (const { session } of edits) this.sheet.letGo(session);
    else this.#schedule(retryMs);
  }

  async #findConflicts(): Promise<void> {
    try {
      this.#conflicts = distinctConflicts(await this.doors.check([]));
      this.#accepted = new Set(this.#conflicts.map(conflictKey));
      this.changed();
    } catch {
      // The marks are old then; saving says what is wrong.
    }
  }

  /** It is there no more. */
  forget(id: string): void {
    this.sheet.drop(id);
    this.#questions = this.#questions.filter(({ session }) => session !== id);
    this.#justMade.delete(id);
  }
}
