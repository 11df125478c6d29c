/** In which order questions stand: the readers' choice. */
export const sortings = ['votes', 'newest', 'rising'] as const;
export type Sorting = (typeof sortings)[number];

export interface Sortable {
  id: number;
  votes: number;
  askedAt: string;
  pinned: boolean;
}

/**
 * Ids in the wanted order, pinned ones first; ties by age, the older first.
 * @param now for what rises: votes by the time that a question has had for them
 */
export function sorted(questions: readonly Sortable[], by: Sorting, now: number): number[] {
  const minutes = ({ askedAt }: Sortable) => Math.max(0, now - Date.parse(askedAt)) / 60_000;
  // A few minutes more than it is old: one vote at once is not a landslide.
  const rise = (question: Sortable) => (question.votes + 1) / (minutes(question) + 5);
  const order: Record<Sorting, (a: Sortable, b: Sortable) => number> = {
    votes: (a, b) => b.votes - a.votes || a.id - b.id,
    newest: (a, b) => b.id - a.id,
    rising: (a, b) => rise(b) - rise(a) || a.id - b.id,
  };
  return questions
    .toSorted((a, b) => Number(b.pinned) - Number(a.pinned) || order[by](a, b))
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
