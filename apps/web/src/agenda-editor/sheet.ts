import type { DraftSession, SessionDetails, SessionEdit, SessionField } from '@foyer/contracts';
import { changedFields, fieldsIn, pick, sameValue, without } from './fields.js';

/** What was changed here and is not saved: fields laid over what the server has, and where they began from. */
interface Overlay {
  version: number;
  fields: Partial<SessionDetails>;
}

/**
 * The sessions as they are seen here: what the server has, with unsaved changes laid over it. A session that nobody
 * has touched stays the same object, so that its card is not drawn again.
 */
export class Sheet {
  readonly #base = new Map<string, DraftSession>();
  readonly #overlays = new Map<string, Overlay>();
  readonly #removed = new Set<string>();
  readonly #seen = new Map<
    string,
    { base: DraftSession; overlay: Overlay | undefined; view: DraftSession }
  >();
  /** On the way to the server: for these, a change back to what the server has is a change like any other. */
  readonly #flying = new Set<string>();
  /** Versions that answers have brought and the stream has not yet. */
  readonly #ahead = new Map<string, number>();

  base(id: string): DraftSession | undefined {
    return this.#base.get(id);
  }

  view(id: string): DraftSession | undefined {
    const base = this.#base.get(id);
    if (!base) return undefined;
    if (this.#removed.has(id)) return base.state === 'new' ? undefined : { ...base, state: 'removed' };
    const overlay = this.#overlays.get(id);
    if (!overlay) return base;
    const seen = this.#seen.get(id);
    if (seen?.base === base && seen.overlay === overlay) return seen.view;
    const view: DraftSession = {
      ...base,
      ...overlay.fields,
      state: base.state === 'released' ? 'changed' : base.state,
    };
    this.#seen.set(id, { base, overlay, view });
    return view;
  }

  all(): Map<string, DraftSession> {
    const views = [...this.#base.keys()].flatMap((id) => this.view(id) ?? []);
    views.sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt) || (a.slug < b.slug ? -1 : 1));
    return new Map(views.map((view) => [view.id, view]));
  }

  /** What the server says by its stream. @returns whether something is different now */
  receive(session: DraftSession): boolean {
    const known = this.#base.get(session.id);
    const ahead = this.#ahead.get(session.id);
    // A release begins anew; before one, older states than those answered are only late.
    if (ahead !== undefined && session.version < ahead && session.state !== 'released') return false;
    this.#ahead.delete(session.id);
    if (known && sameValue(known, session)) return false;
    this.#base.set(session.id, session);
    this.#trim(session.id);
    return true;
  }

  /** What the server answered to something done here. */
  answered(session: DraftSession): void {
    const known = this.#base.get(session.id);
    if (known && known.version > session.version) return;
    this.#base.set(session.id, session);
    this.#ahead.set(session.id, session.version);
    this.#removed.delete(session.id);
    this.#trim(session.id);
  }

  drop(id: string): void {
    this.#base.delete(id);
    this.#overlays.delete(id);
    this.#removed.delete(id);
    this.#ahead.delete(id);
  }

  ids(): string[] {
    return [...this.#base.keys()];
  }

  /** Shown as removed before the server has answered. */
  markRemoved(id: string, removed: boolean): void {
    if (removed) this.#removed.add(id);
    else this.#removed.delete(id);
  }

  /** Lays changes over a session. */
  lay(id: string, fields: Partial<SessionDetails>): void {
    const base = this.#base.get(id);
    if (!base) return;
    const overlay = this.#overlays.get(id);
    this.#overlays.set(id, {
      version: overlay?.version ?? base.version,
      fields: { ...overlay?.fields, ...fields },
    });
    this.#trim(id);
  }

  /** Lets go unsaved changes: all of a session's, or those of some fields. */
  letGo(id: string, fields?: readonly SessionField[]): void {
    const overlay = this.#overlays.get(id);
    if (!overlay) return;
    if (fields) this.#overlays.set(id, { ...overlay, fields: without(overlay.fields, fields) });
    else this.#overlays.delete(id);
    this.#trim(id);
  }

  /** From now on the unsaved changes begin from what the server has: the organiser has seen it and chosen. */
  rebase(id: string): void {
    const base = this.#base.get(id);
    const overlay = this.#overlays.get(id);
    if (base && overlay) this.#overlays.set(id, { ...overlay, version: base.version });
  }

  takeOff(sent: readonly SessionEdit[]): void {
    for (const { session } of sent) this.#flying.add(session);
  }

  /** The answer was a refusal: all stays laid over as it is. */
  turnBack(sent: readonly SessionEdit[]): void {
    for (const { session } of sent) {
      this.#flying.delete(session);
      this.#trim(session);
    }
  }

  /** Saved: what has been changed again since stays laid over, from the new version on. */
  settle(sent: readonly SessionEdit[], answers: readonly DraftSession[]): void {
    for (const { session: id, fields } of sent) {
      this.#flying.delete(id);
      const overlay = this.#overlays.get(id);
      const answer = answers.find((one) => one.id === id);
      if (overlay && answer) {
        const later = fieldsIn(overlay.fields).filter(
          (field) => !(field in fields) || !sameValue(fields[field], overlay.fields[field]),
        );
        this.#overlays.set(id, { version: answer.version, fields: pick(overlay.fields, later) });
      }
      if (answer) this.answered(answer);
    }
  }

  /** What is to be saved. */
  edits(): SessionEdit[] {
    return [...this.#overlays].map(([session, overlay]) => ({ session, ...overlay }));
  }

  /** Fields that say what the server says already need no saving. */
  #trim(id: string): void {
    const base = this.#base.get(id);
    const overlay = this.#overlays.get(id);
    if (!base || !overlay || this.#flying.has(id)) return;
    const fields = changedFields(base, overlay.fields);
    const kept = fieldsIn(fields).length;
    if (kept === 0) this.#overlays.delete(id);
    else if (kept < fieldsIn(overlay.fields).length) this.#overlays.set(id, { ...overlay, fields });
  }
}
