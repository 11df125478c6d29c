import type { EventRole, GuestRight } from '@foyer/contracts';
import { createContext, useContext } from 'react';
import type { Answer } from '../server/api.js';

/** The event whose pages one is on. */
export interface CurrentEvent {
  event: Answer<'getEvent'>;
  /** The reader's roles in it. */
  roles: readonly EventRole[];
  /** What the reader may do here as a guest; null for who is none. */
  guest: GuestRight | null;
  /** Whether the live rooms are open to the reader, and whether they may vote, answer and ask there. */
  takesPart: boolean;
  mayAsk: boolean;
  /** The reader's id, for the names of personal streams; null when nobody is signed in; guests have one too. */
  person: string | null;
}

export const EventContext = createContext<CurrentEvent | null>(null);

/** The event of the page, its clock, and who the reader is in it. Works below `/e/:event` only. */
export function useEvent(): CurrentEvent {
  const current = useContext(EventContext);
  if (!current) throw new Error('useEvent is for pages below /e/:event');
  return current;
}
