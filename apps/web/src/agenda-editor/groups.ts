/** Sessions that were changed in one go: they are saved together, or wait together for a word of the organiser. */
export class Groups {
  #groups: ReadonlySet<string>[] = [];

  add(sessions: readonly string[]): void {
    if (sessions.length > 1) this.#groups.push(new Set(sessions));
  }

  /** Whoever waits, and whoever was changed with them and is not saved either. */
  with(waiting: Iterable<string>, unsaved: readonly string[]): ReadonlySet<string> {
    const all = new Set(waiting);
    let before = -1;
    // One may have been changed with some, and then with others.
    while (all.size > before) {
      before = all.size;
      for (const group of this.#groups) {
        if ([...group].some((id) => all.has(id))) for (const id of unsaved) if (group.has(id)) all.add(id);
      }
    }
    return all;
  }

  /** Where all is saved there is nothing to hold together any more. */
  keep(unsaved: ReadonlySet<string>): void {
    this.#groups = this.#groups.filter((group) => [...group].some((id) => unsaved.has(id)));
  }
}
