import type { EventRole } from '@foyer/contracts';
import { createContext, useContext } from 'react';
import type { Answer } from '../server/api.js';

/** The event whose pages one is on. */
export interface CurrentEvent {
  event: Answer<'getEvent'>;
  /** The reader's roles in it. */
  roles: readonly EventRole[];
  /** The reader's id, for the names of personal streams; null when nobody is signed in. */
  person: string | null;
}

export const EventContext = createContext<CurrentEvent | null>(null);

/** The event of the page, its clock, and who the reader is in it. Works below `/e/:event` only. */
export function useEvent(): CurrentEvent {
  const current = useContext(EventContext);
  if (!current) throw new Error('useEvent is for pages below /e/:event');
  return current;
}
