import { z } from 'zod';

/** Keeps a text under a key of this browser; an empty one is forgotten. */
export function keep(key: string, text: string): void {
  try {
    if (text) localStorage.setItem(key, text);
    else localStorage.removeItem(key);
  } catch {
    // Storage is closed to us; what was to be kept lives as long as the page.
  }
}

export function readKept(key: string): string {
  try {
    return localStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
}

function keysFrom(prefix: string): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}

const Sent = z.object({ at: z.number() });

/** What a text from a shelf says; null where that is nothing, or not what it should be. */
export function readText<S extends z.ZodType>(text: string, schema: S): z.output<S> | null {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** What is to be sent again, by its names. What is too old, or cannot be read, is forgotten. */
export function unanswered<S extends typeof Sent>(
  shelf: Shelf,
  schema: S,
  now: number,
): (z.output<S> & { name: string })[] {
  return shelf.names().flatMap((name) => {
    const kept = readText(shelf.get(name), schema);
    if (kept && now - kept.at <= sentAgainFor) return [{ ...kept, name }];
    shelf.set(name, '');
    return [];
  });
}

/** A place for texts by name, which outlives the page. */
export interface Shelf {
  get: (name: string) => string;
  /** An empty text is forgotten. */
  set: (name: string, text: string) => void;
  names: () => string[];
  /** Hears of what other tabs have set. @returns what ends it */
  listen: (heard: (name: string, before: string, now: string) => void) => () => void;
}

const rooms = 'foyer-room-';
/** For so long what has no answer yet is sent again, in milliseconds: for longer the server remembers command ids. */
export const sentAgainFor = 24 * 3_600_000;

/** What somebody does in a session's room and the server has not answered, in this browser alone. */
export function roomShelf(what: 'question' | 'votes' | 'polls', person: string, session: string): Shelf {
  const prefix = `${rooms}${what}-${person}-${session}-`;
  return {
    get: (name) => readKept(prefix + name),
    set: (name, text) => keep(prefix + name, text),
    names: () => keysFrom(prefix).map((key) => key.slice(prefix.length)),
    listen: (heard) => {
      const told = ({ key, oldValue, newValue }: StorageEvent): void => {
        if (key?.startsWith(prefix)) heard(key.slice(prefix.length), oldValue ?? '', newValue ?? '');
      };
      window.addEventListener('storage', told);
      return () => window.removeEventListener('storage', told);
    },
  };
}

const leavers = new Set<() => void>();

/** Calls back when whoever reads this has signed out here. */
export function whenLeaving(leave: () => void): void {
  leavers.add(leave);
}

/** Nothing of what they did in rooms is for the next one to find. */
export function leaveRooms(): void {
  for (const leave of leavers) leave();
  for (const key of keysFrom(rooms)) keep(key, '');
}
