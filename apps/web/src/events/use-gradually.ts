import { startTransition, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

const first = 40;
const step = 60;

/**
 * How many of a long list to draw: what fits a screen at once, the rest in parts while nothing else is to be done.
 * Before the page is printed, all.
 */
export function useGradually(total: number): [shown: number, all: () => void] {
  const [shown, setShown] = useState(first);
  const all = (): void => flushSync(() => setShown(Number.POSITIVE_INFINITY));
  useEffect(() => {
    if (shown >= total) return undefined;
    const timer = setTimeout(() => startTransition(() => setShown(shown + step)), 30);
    return () => clearTimeout(timer);
  }, [shown, total]);
  useEffect(() => {
    const print = (): void => flushSync(() => setShown(Number.POSITIVE_INFINITY));
    window.addEventListener('beforeprint', print);
    return () => window.removeEventListener('beforeprint', print);
  }, []);
  return [shown, all];
}
