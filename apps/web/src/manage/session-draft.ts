import type { Event, Language, LocalisedText, Session, SessionKind } from '@foyer/contracts';
import { written } from './TextsInput.js';
import { fromWall, toWall } from './wall-time.js';

/** A session as it stands on the page: times are what clocks of the event show. */
export interface SessionDraft {
  kind: SessionKind;
  title: LocalisedText;
  abstract: LocalisedText;
  starts: string;
  ends: string;
  room: string;
  language: Language;
  speakers: string[];
  moderators: string[];
  questions: boolean;
}

const halfHour = 30 * 60_000;

/** A new one begins where the last one ends. */
export function draftOf(session: Session | null, event: Event, sessions: readonly Session[]): SessionDraft {
  const wall = (instant: string): string => toWall(instant, event.timeZone);
  if (session) {
    const { startsAt, endsAt, room, abstract, ...rest } = session;
    return {
      ...rest,
      starts: wall(startsAt),
      ends: wall(endsAt),
      room: room ?? '',
      abstract: abstract ?? {},
    };
  }
  const from = sessions.at(-1)?.endsAt ?? event.startsAt;
  const to = new Date(Date.parse(from) + halfHour).toISOString();
  return {
    ...{ kind: 'talk', title: {}, abstract: {}, room: '', language: event.languages[0] ?? 'en' },
    ...{ starts: wall(from), ends: wall(to), speakers: [], moderators: [], questions: true },
  };
}

export type SessionField = 'title' | 'starts' | 'ends' | 'backwards';

/** What may be sent, or what is wrong. */
export function readDraft(
  draft: SessionDraft,
  event: Event,
): { body: Omit<Session, 'id' | 'slug' | 'track'> } | { wrong: ReadonlySet<SessionField> } {
  const startsAt = fromWall(draft.starts, event.timeZone);
  const endsAt = fromWall(draft.ends, event.timeZone);
  const title = written(draft.title);
  const abstract = written(draft.abstract);
  const first = event.languages[0];
  const wrong = new Set<SessionField>();
  if (!first || !title[first]) wrong.add('title');
  if (!startsAt) wrong.add('starts');
  if (!endsAt) wrong.add('ends');
  if (startsAt && endsAt && endsAt <= startsAt) wrong.add('backwards');
  if (wrong.size || !startsAt || !endsAt) return { wrong };
  const { kind, language, speakers, moderators, questions } = draft;
  return {
    body: {
      ...{ kind, title, startsAt, endsAt, language, speakers, moderators, questions },
      abstract: Object.keys(abstract).length ? abstract : null,
      room: draft.room.trim() || null,
    },
  };
}
