import type { Shelf } from './kept.js';

/** For tests: a browser's storage whose pages come and go. */
export function aShelf(): Shelf & { elsewhere: (name: string, text: string) => void } {
  const texts = new Map<string, string>();
  const listeners = new Set<(name: string, before: string, now: string) => void>();
  const set = (name: string, text: string): void => {
    if (text) texts.set(name, text);
    else texts.delete(name);
  };
  return {
    get: (name) => texts.get(name) ?? '',
    set,
    names: () => [...texts.keys()],
    listen: (heard) => {
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
    /** What another tab sets. */
    elsewhere: (name, text) => {
      const before = texts.get(name) ?? '';
      set(name, text);
      for (const heard of listeners) heard(name, before, text);
    },
  };
}
