import { isProblem, type ProblemError } from '@foyer/client';
import type { DraftSession, SessionDetails, SessionEdit, SessionField } from '@foyer/contracts';
import { fieldsIn, sameValue } from './fields.js';

/** Two people have changed one field: which is to stand? */
export interface Question {
  id: string;
  session: string;
  field: SessionField;
  mine: SessionDetails[SessionField];
  theirs: SessionDetails[SessionField];
  /** Who has changed it meanwhile, where it is known. */
  by: string | null;
  /** Asked while saving, or because something is undone that somebody has changed since. */
  while: 'saving' | 'undoing';
}

/** The fields that a refusal names; all that were sent where it names none. */
export function refusedFields(
  error: ProblemError,
  edits: readonly SessionEdit[],
): { session: string; field: SessionField }[] {
  const named = (error.problem.errors ?? []).flatMap(({ pointer }) => {
    const [, number, name] = /^\/edits\/(\d+)\/fields\/(\w+)/.exec(pointer) ?? [];
    const edit = edits[Number(number ?? -1)];
    const field = edit && fieldsIn(edit.fields).find((one) => one === name);
    return edit && field ? [{ session: edit.session, field }] : [];
  });
  return named.length > 0
    ? named
    : edits.flatMap(({ session, fields }) => fieldsIn(fields).map((field) => ({ session, field })));
}

/** What has to be asked after a refusal: nothing where both have written the same. */
export function questionsAfter(
  error: unknown,
  edits: readonly SessionEdit[],
  baseOf: (id: string) => DraftSession | undefined,
): Question[] {
  if (!isProblem(error, 'edit_conflict')) return [];
  return refusedFields(error, edits).flatMap(({ session, field }) => {
    const base = baseOf(session);
    const mine = edits.find((edit) => edit.session === session)?.fields[field];
    if (!base || base.state === 'removed' || mine === undefined || sameValue(base[field], mine)) return [];
    const theirs = base[field];
    const question: Question = {
      ...{ id: `${session}/${field}`, session, field, mine, theirs },
      ...{ by: base.editedBy, while: 'saving' },
    };
    return [question];
  });
}
