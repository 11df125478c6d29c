import { isProblem } from '@foyer/client';
import type { AgendaConflict, DraftSession, SessionDetails } from '@foyer/contracts';
import { useState } from 'react';
import { useEvent } from '../events/use-event.js';
import { useEditor } from './editor-context.js';
import { changedFields, fieldsIn, pick, sessionFields, without } from './fields.js';
import { questionsAfter, type Question } from './questions.js';
import {
  flawsOf,
  newValues,
  readValues,
  shownValues,
  valuesOf,
  type Flaws,
  type FormValues,
} from './session-form.js';

interface Settings {
  /** Null for a new one. */
  id: string | null;
  startsAt: string;
  room: string | null;
  onDone: (session: DraftSession | undefined) => void;
}

/** The session form's state: what was touched, what is wrong, what has to be decided before it is saved. */
export function useSessionForm({ id, startsAt, room, onDone }: Settings) {
  const { event } = useEvent();
  const { store, snapshot } = useEditor();
  const session = id === null ? undefined : snapshot.sessions.get(id);
  const [fresh] = useState(() => (id === null ? newValues(startsAt, room, event) : null));
  const [version, setVersion] = useState(session?.version ?? 0);
  const [touched, setTouched] = useState<Partial<FormValues>>({});
  const [flaws, setFlaws] = useState<Flaws>({});
  const [conflicts, setConflicts] = useState<readonly AgendaConflict[]>([]);
  const [questions, setQuestions] = useState<readonly Question[]>([]);
  const [error, setError] = useState<unknown>(null);
  const [saving, setSaving] = useState(false);
  const values = shownValues(session, fresh, touched, event.timeZone);

  function change(part: Partial<FormValues>): void {
    setTouched((before) => ({ ...before, ...part }));
    setConflicts([]);
    setError(null);
  }

  async function send(details: SessionDetails, over: Partial<SessionDetails>, from: number): Promise<void> {
    if (!session) {
      const [made] = await store.create([details]);
      return onDone(made);
    }
    const names = fieldsIn(details).filter((field) => field in touched && field in over);
    const fields = changedFields(store.sheet.base(session.id) ?? session, pick(over, names));
    if (fieldsIn(fields).length === 0) return onDone(session);
    const edit = { session: session.id, version: from, fields };
    try {
      await store.commit(edit);
    } catch (failure) {
      if (!isProblem(failure, 'edit_conflict')) throw failure;
      await store.reload();
      const asked = questionsAfter(failure, [edit], (one) => store.sheet.base(one));
      if (asked.length === 0) throw failure;
      return setQuestions(asked);
    }
    onDone(store.sheet.view(session.id));
  }

  async function save(anyway: boolean): Promise<void> {
    if (!values || saving) return;
    const read = readValues(values, event);
    setFlaws(read.flaws ?? {});
    if (!read.details) return;
    setSaving(true);
    setError(null);
    try {
      if (!anyway) {
        const found = await store.check([{ session: id, fields: read.details }]);
        setConflicts(found);
        if (found.length > 0) return;
      }
      await send(read.details, read.details, version);
    } catch (failure) {
      const found = flawsOf(failure, sessionFields);
      setFlaws(found);
      if (Object.keys(found).length === 0) setError(failure);
    } finally {
      setSaving(false);
    }
  }

  /** One of two that met: the other's value takes the place of what was written here, or not. */
  async function answer(question: string, choice: 'mine' | 'theirs'): Promise<void> {
    const asked = questions.find(({ id: one }) => one === question);
    const base = session && store.sheet.base(session.id);
    if (!asked || !base || !values) return;
    const rest = questions.filter((one) => one !== asked);
    setQuestions(rest);
    const over = readValues(values, event).details;
    if (!over) return;
    const kept = choice === 'theirs' ? without(over, [asked.field]) : over;
    if (choice === 'theirs') {
      const theirs = valuesOf(base, event.timeZone);
      setTouched((before) => ({ ...before, [asked.field]: theirs[asked.field] }));
    }
    if (rest.length > 0) return;
    setVersion(base.version);
    setSaving(true);
    try {
      await send(over, kept, base.version);
    } catch (failure) {
      setError(failure);
    } finally {
      setSaving(false);
    }
  }

  return {
    ...{ session, values, flaws, conflicts, questions, error, saving, change, save, answer },
    /** Somebody else has changed it since it was opened here. */
    followed: session !== undefined && session.version > version,
  };
}
