import type { DraftSession, SessionDetails, SessionField } from '@foyer/contracts';

export const sessionFields = [
  'kind',
  'title',
  'abstract',
  'startsAt',
  'endsAt',
  'room',
  'track',
  'language',
  'speakers',
  'moderators',
  'questions',
  'seats',
  'streamUrl',
] as const satisfies readonly SessionField[];

/** Whether two values of a field say the same, however their keys are ordered. */
export function sameValue(one: unknown, other: unknown): boolean {
  return stable(one) === stable(other);
}

function stable(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stable).join()}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, of]) => `${key}:${stable(of)}`).join()}}`;
  }
  // One instant may be written in two ways.
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(value))
    return String(Date.parse(value));
  return JSON.stringify(value) ?? '';
}

/** The fields of `wanted` that differ from what stands. */
export function changedFields(
  stands: SessionDetails,
  wanted: Partial<SessionDetails>,
): Partial<SessionDetails> {
  return pick(
    wanted,
    sessionFields.filter((field) => field in wanted && !sameValue(stands[field], wanted[field])),
  );
}

export function pick(
  from: Partial<SessionDetails>,
  fields: readonly SessionField[],
): Partial<SessionDetails> {
  return Object.fromEntries(fields.filter((field) => field in from).map((field) => [field, from[field]]));
}

export function without(
  from: Partial<SessionDetails>,
  fields: readonly SessionField[],
): Partial<SessionDetails> {
  return pick(
    from,
    sessionFields.filter((field) => !fields.includes(field)),
  );
}

export function fieldsIn(from: Partial<SessionDetails>): SessionField[] {
  return sessionFields.filter((field) => field in from);
}

export function detailsOf(session: DraftSession): SessionDetails {
  const { kind, title, abstract, startsAt, endsAt, room, track, language, ...rest } = session;
  const { speakers, moderators, questions, seats, streamUrl } = rest;
  return {
    ...{ kind, title, abstract, startsAt, endsAt, room, track, language },
    ...{ speakers, moderators, questions, seats, streamUrl },
  };
}

/** What somebody did to a session, in one word. */
export type Deed = 'added' | 'removed' | 'restored' | 'moved' | 'changed';
export function deedOf(before: DraftSession | undefined, after: DraftSession | undefined): Deed | null {
  if (!before) return after && after.state !== 'removed' ? 'added' : null;
  if (!after) return 'removed';
  if (before.state !== after.state && after.state === 'removed') return 'removed';
  if (before.state === 'removed' && after.state !== 'removed') return 'restored';
  const changed = fieldsIn(changedFields(before, detailsOf(after)));
  if (changed.length === 0) return null;
  return changed.every((field) => field === 'startsAt' || field === 'endsAt' || field === 'room')
    ? 'moved'
    : 'changed';
}
