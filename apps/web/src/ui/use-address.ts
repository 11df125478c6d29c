import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { z } from 'zod';

/**
 * What is searched, chosen or open, kept in the address: a link leads others to the same view.
 * @param schema what an address may say, the same object each time; it passes over everything else
 * @returns it, and a way to change parts: what is empty leaves the address, `true` stands there as 1
 */
export function useAddress<Said extends Record<string, string | boolean | undefined>>(
  schema: z.ZodType<Said>,
): [said: Said, change: (part: Partial<Said>) => void] {
  const [params, setParams] = useSearchParams();
  const said = useMemo(() => schema.parse(Object.fromEntries(params)), [schema, params]);
  const change = useCallback(
    (part: Partial<Said>) => {
      setParams(
        () => {
          // What the router has drawn last may be older than what was typed or chosen a moment ago.
          const next = new URLSearchParams(window.location.search);
          for (const [name, value] of Object.entries(part)) {
            if (value) next.set(name, value === true ? '1' : String(value));
            else next.delete(name);
          }
          return next;
        },
        { replace: true, preventScrollReset: true },
      );
    },
    [setParams],
  );
  return [said, change];
}
