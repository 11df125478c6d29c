import { isProblem } from '@foyer/client';
import type { MeetingAfter } from '@foyer/contracts';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useEvent } from '../events/use-event.js';
import { api, forget } from '../server/api.js';

export type NoteState = 'saved' | 'saving' | 'unsaved' | 'conflict';
/** So long after the last letter a note is saved, in milliseconds; after a failure it is tried again so much later. */
const pause = 700;
const again = 5_000;

interface Note {
  text: string;
  state: NoteState;
  error: unknown;
  write: (text: string) => void;
  /** At once: the field is left. */
  flush: () => void;
  takeOther: () => void;
  keepMine: () => void;
}

/**
 * A note that saves itself. What the server does not have yet is kept on this device, so that an ended session or a
 * closed window loses no word. What another window has saved meanwhile is shown, unless something is unsaved here:
 * then the writer decides.
 */
export function useNote(known: MeetingAfter): Note {
  const { event, person } = useEvent();
  const key = `foyer-note-${person ?? ''}-${known.meeting}`;
  const [text, setText] = useState(() => readDraft(key) ?? known.note);
  const [state, setState] = useState<NoteState>(() => (readDraft(key) === null ? 'saved' : 'unsaved'));
  const [error, setError] = useState<unknown>(null);
  const now = useRef({ text, version: known.noteVersion, saved: known.note, busy: false });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const save = useCallback(async () => {
    clearTimeout(timer.current);
    const { text: words, version, saved, busy } = now.current;
    if (busy) return;
    if (words === saved) {
      keepDraft(key, null);
      setState('saved');
      return;
    }
    now.current.busy = true;
    setState('saving');
    try {
      const params = { event: event.slug, meeting: known.meeting };
      const answer = await api.call('saveMeetingNote', { params, body: { text: words.trim(), version } });
      Object.assign(now.current, { version: answer.version, saved: words, busy: false });
      setError(null);
      if (now.current.text === words) {
        keepDraft(key, null);
        setState('saved');
      } else await save();
    } catch (caught) {
      now.current.busy = false;
      if (isProblem(caught, 'edit_conflict')) {
        setState('conflict');
        await forget('listMyAfter');
        return;
      }
      setError(caught);
      setState('unsaved');
      timer.current = setTimeout(() => void save(), again);
    }
  }, [event.slug, key, known.meeting]);

  // Saved elsewhere: shown here, where nothing is unsaved.
  useEffect(() => {
    const mine = now.current;
    if (known.noteVersion <= mine.version || mine.busy || mine.text !== mine.saved) return;
    Object.assign(mine, { text: known.note, saved: known.note, version: known.noteVersion });
    setText(known.note);
  }, [known.note, known.noteVersion]);
  // The other window was this one: what is there is what stands here.
  useEffect(() => {
    const mine = now.current;
    if (known.noteVersion <= mine.version || mine.busy || mine.text.trim() !== known.note) return;
    Object.assign(mine, { saved: mine.text, version: known.noteVersion });
    keepDraft(key, null);
    setState('saved');
  }, [known.note, known.noteVersion, key]);
  // What was left unsaved on this device, and what is unsaved when the card is folded.
  useEffect(() => {
    void save();
    return () => void save();
  }, [save]);

  return {
    text,
    state,
    error,
    write: (words) => {
      now.current.text = words;
      setText(words);
      keepDraft(key, words);
      if (state === 'conflict') return;
      setState('unsaved');
      setError(null);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void save(), pause);
    },
    flush: () => {
      if (state === 'unsaved') void save();
    },
    takeOther: () => {
      Object.assign(now.current, { text: known.note, saved: known.note, version: known.noteVersion });
      keepDraft(key, null);
      setText(known.note);
      setState('saved');
    },
    keepMine: () => {
      Object.assign(now.current, { saved: known.note, version: known.noteVersion });
      void save();
    },
  };
}

function readDraft(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function keepDraft(key: string, text: string | null): void {
  try {
    if (text === null) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    // A browser that keeps nothing saves as one types all the same.
  }
}
