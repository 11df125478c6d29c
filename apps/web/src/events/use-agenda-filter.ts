import { useCallback } from 'react';
import { useSearchParams } from 'react-router';
import { AgendaFilter } from './agenda-filter.js';

/** The filter of the programme, kept in the address: a link leads others to the same view. */
export function useAgendaFilter(): [filter: AgendaFilter, change: (part: Partial<AgendaFilter>) => void] {
  const [params, setParams] = useSearchParams();
  const filter = AgendaFilter.parse(Object.fromEntries(params));
  const change = useCallback(
    (part: Partial<AgendaFilter>) => {
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          for (const [name, value] of Object.entries(part)) {
            if (value) next.set(name, value);
            else next.delete(name);
          }
          return next;
        },
        // At once: by default the router draws the new address when there is time, and what is typed or chosen before
        // that would be made of the old one.
        { replace: true, preventScrollReset: true, flushSync: true },
      );
    },
    [setParams],
  );
  return [filter, change];
}
