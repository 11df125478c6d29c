import { useCallback, useEffect, useRef, useState } from 'react';

/**
 * A text that survives a reload of the page, in this browser alone. Another tab that has shown the same words shows
 * what has become of them here.
 */
export function useDraft(key: string): [text: string, set: (text: string) => void] {
  const [text, setText] = useState(() => readKept(key));
  const latest = useRef(text);
  useEffect(() => {
    latest.current = text;
  });
  useEffect(() => {
    const told = (event: StorageEvent): void => {
      // Other words than these are this tab's own.
      if (event.key === key && latest.current === (event.oldValue ?? '')) setText(event.newValue ?? '');
    };
    window.addEventListener('storage', told);
    return () => window.removeEventListener('storage', told);
  }, [key]);
  const set = useCallback(
    (next: string): void => {
      setText(next);
      keep(key, next);
    },
    [key],
  );
  return [text, set];
}

/** Keeps a text under a key of this browser; an empty one is forgotten. */
export function keep(key: string, text: string): void {
  try {
    if (text) localStorage.setItem(key, text);
    else localStorage.removeItem(key);
  } catch {
    // Storage is closed to us; the draft lives as long as the page.
  }
}

export function readKept(key: string): string {
  try {
    return localStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
}
