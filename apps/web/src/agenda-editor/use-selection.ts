import type { DraftSession } from '@foyer/contracts';
import { useMemo, useState } from 'react';

/** The sessions that are chosen, to do the same with all of them. */
export interface Selection {
  ids: ReadonlySet<string>;
  sessions: readonly DraftSession[];
  /** Where a range begins; null where nothing was chosen yet. */
  anchor: string | null;
  /** Chooses one more, or one less. @returns how many are chosen then */
  toggle: (id: string) => number;
  /** Chooses these and no others; a range begins at `anchor`. @returns how many */
  choose: (ids: Iterable<string>, anchor: string | null) => number;
  clear: () => void;
}

interface Chosen {
  ids: ReadonlySet<string>;
  anchor: string | null;
}
const nothing: Chosen = { ids: new Set(), anchor: null };

/** What is chosen among the sessions that are there: what is taken out meanwhile is chosen no more. */
export function useSelection(all: ReadonlyMap<string, DraftSession>): Selection {
  const [chosen, setChosen] = useState<Chosen>(nothing);
  return useMemo(() => {
    const there = (ids: ReadonlySet<string>): DraftSession[] =>
      [...all.values()].filter(({ id, state }) => state !== 'removed' && ids.has(id));
    const sessions = chosen.ids.size > 0 ? there(chosen.ids) : [];
    const ids = new Set(sessions.map(({ id }) => id));
    const choose: Selection['choose'] = (next, anchor) => {
      const found = new Set(there(new Set(next)).map(({ id }) => id));
      setChosen({ ids: found, anchor });
      return found.size;
    };
    return {
      ...{ ids, sessions, choose },
      anchor: chosen.anchor,
      toggle: (id) => choose(ids.has(id) ? [...ids].filter((one) => one !== id) : [...ids, id], id),
      clear: () => setChosen(nothing),
    };
  }, [all, chosen]);
}
