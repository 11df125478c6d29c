import { isProblem } from '@foyer/client';
import {
  playerOf,
  type DraftSession,
  type Event,
  type SessionDetails,
  type SessionField,
} from '@foyer/contracts';
import { written } from '../manage/TextsInput.js';
import { fromWall, toWall } from '../manage/wall-time.js';
import { minute } from './geometry.js';

/** A session as it stands in the form: times are what clocks of the event show, nothing is null. */
export interface FormValues {
  kind: SessionDetails['kind'];
  title: SessionDetails['title'];
  abstract: SessionDetails['title'];
  startsAt: string;
  endsAt: string;
  room: string;
  track: string;
  language: SessionDetails['language'];
  speakers: readonly string[];
  moderators: readonly string[];
  questions: boolean;
  seats: number | string;
  streamUrl: string;
}
export type Flaw = 'missing' | 'noTime' | 'backwards' | 'streamWrong' | 'wrong';
export type Flaws = Partial<Record<SessionField, Flaw>>;

export function valuesOf(session: SessionDetails, timeZone: string): FormValues {
  return {
    ...session,
    abstract: session.abstract ?? {},
    startsAt: toWall(session.startsAt, timeZone),
    endsAt: toWall(session.endsAt, timeZone),
    room: session.room ?? '',
    track: session.track ?? '',
    seats: session.seats ?? '',
    streamUrl: session.streamUrl ?? '',
  };
}

/** A new session, as long as most are. */
export function newValues(startsAt: string, room: string | null, event: Event): FormValues {
  const starts = Date.parse(startsAt);
  return {
    ...{ kind: 'talk', title: {}, abstract: {}, track: '', language: event.languages[0] ?? 'en' },
    startsAt: toWall(startsAt, event.timeZone),
    endsAt: toWall(new Date(starts + 30 * minute).toISOString(), event.timeZone),
    room: room ?? '',
    ...{ speakers: [], moderators: [], questions: true, seats: '', streamUrl: '' },
  };
}

/** Another start keeps the length. */
export function withStart(values: FormValues, startsAt: string, timeZone: string): Partial<FormValues> {
  const length = lengthOf(values, timeZone);
  const starts = fromWall(startsAt, timeZone);
  return { startsAt, ...(length && starts ? { endsAt: endAfter(starts, length, timeZone) } : {}) };
}

export function withLength(values: FormValues, length: number, timeZone: string): Partial<FormValues> {
  const starts = fromWall(values.startsAt, timeZone);
  return starts && length > 0 ? { endsAt: endAfter(starts, length, timeZone) } : {};
}

function endAfter(starts: string, minutes: number, timeZone: string): string {
  return toWall(new Date(Date.parse(starts) + minutes * minute).toISOString(), timeZone);
}

/** In minutes; null where the times are none. */
export function lengthOf({ startsAt, endsAt }: FormValues, timeZone: string): number | null {
  const starts = fromWall(startsAt, timeZone);
  const ends = fromWall(endsAt, timeZone);
  return starts && ends && ends > starts ? (Date.parse(ends) - Date.parse(starts)) / minute : null;
}

/** What may be sent, or what is wrong with it. */
export function readValues(
  values: FormValues,
  event: Event,
): { details: SessionDetails; flaws: null } | { details: null; flaws: Flaws } {
  const startsAt = fromWall(values.startsAt, event.timeZone);
  const endsAt = fromWall(values.endsAt, event.timeZone);
  const title = written(values.title);
  const streamUrl = values.streamUrl.trim() || null;
  const flaws: Flaws = {
    ...(Object.keys(title).length > 0 ? {} : { title: 'missing' }),
    ...(startsAt ? {} : { startsAt: 'noTime' }),
    ...(endsAt ? {} : { endsAt: 'noTime' }),
    ...(startsAt && endsAt && endsAt <= startsAt ? { endsAt: 'backwards' } : {}),
    ...(streamUrl && !playerOf(streamUrl) ? { streamUrl: 'streamWrong' } : {}),
  };
  if (Object.keys(flaws).length > 0 || !startsAt || !endsAt) return { details: null, flaws };
  const abstract = written(values.abstract);
  return {
    flaws: null,
    details: {
      ...{ kind: values.kind, title, startsAt, endsAt, language: values.language, streamUrl },
      abstract: Object.keys(abstract).length > 0 ? abstract : null,
      room: values.room || null,
      track: values.track || null,
      speakers: [...values.speakers],
      moderators: [...values.moderators],
      questions: values.questions,
      seats: typeof values.seats === 'number' && values.seats > 0 ? values.seats : null,
    },
  };
}

/** At which fields the server has found something, whichever door it was. */
export function flawsOf(error: unknown, fields: readonly SessionField[]): Flaws {
  if (!isProblem(error, 'invalid_input')) return {};
  const flaws: Flaws = {};
  for (const { pointer } of error.problem.errors ?? []) {
    const field = fields.find((one) => pointer.split('/').includes(one));
    if (field) flaws[field] = field === 'streamUrl' ? 'streamWrong' : 'wrong';
  }
  return flaws;
}

/** What stands in the form: what was touched over what the session is by now. */
export function shownValues(
  session: DraftSession | undefined,
  fresh: FormValues | null,
  touched: Partial<FormValues>,
  timeZone: string,
): FormValues | null {
  const under = session ? valuesOf(session, timeZone) : fresh;
  return under && { ...under, ...touched };
}
