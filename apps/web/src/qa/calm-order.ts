/** In which order questions stand: the readers' choice. */
export type Sorting = 'votes' | 'newest';

interface Sortable {
  id: number;
  votes: number;
}

/** Ids in the wanted order; ties by age, the older first. */
export function sorted(questions: readonly Sortable[], by: Sorting): number[] {
  return questions
    .toSorted((a, b) => (by === 'votes' ? b.votes - a.votes || a.id - b.id : b.id - a.id))
    .map((question) => question.id);
}

export interface CalmOrder {
  /** What stands on the page, in its order. */
  shown: number[];
  /** What waits to be looked at. */
  fresh: number[];
}

/** Keeps the order that the reader has before them: what is gone leaves, what is new waits beside it. */
export function calmOrder(held: readonly number[], wanted: readonly number[]): CalmOrder {
  const there = new Set(wanted);
  const known = new Set(held);
  const shown = held.filter((id) => there.has(id));
  const fresh = wanted.filter((id) => !known.has(id));
  // An empty page has nothing that could jump.
  return shown.length === 0 ? { shown: fresh, fresh: [] } : { shown, fresh };
}
