import type { DraftSession } from '@foyer/contracts';
import { createContext, useContext } from 'react';
import type { AgendaStore, Snapshot } from './agenda-store.js';
import type { Stage } from './use-working-agenda.js';
import type { Selection } from './use-selection.js';
import type { Words } from './use-words.js';

/** What is open beside the agenda. */
export type Opened =
  | { what: 'session'; id: string }
  /** A new one, from this time on in this room. */
  | { what: 'new'; startsAt: string; room: string | null }
  | { what: 'move'; id: string }
  /** Asks first whether they are to go, by being removed or by what undoes or repeats. */
  | { what: 'remove'; sessions: readonly DraftSession[]; by: 'remove' | 'undo' | 'redo' }
  /** All that is selected. */
  | { what: 'bulk' }
  | { what: 'block' }
  | { what: 'places' }
  | { what: 'keys' }
  | null;

export interface Editor {
  store: AgendaStore;
  snapshot: Snapshot;
  stage: Stage;
  words: Words;
  /** Conflicts of each session, saved and held. */
  counts: ReadonlyMap<string, number>;
  selection: Selection;
  open: (what: Opened) => void;
  /** Said by the screen reader, and shown. */
  announce: (text: string) => void;
  /** Goes to a session in the agenda, on whatever day it is. */
  show: (id: string) => void;
}

export const EditorContext = createContext<Editor | null>(null);

export function useEditor(): Editor {
  const editor = useContext(EditorContext);
  if (!editor) throw new Error('useEditor is for parts of the agenda editor');
  return editor;
}
