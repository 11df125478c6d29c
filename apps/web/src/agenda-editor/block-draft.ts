import type { Language, SessionKind } from '@foyer/contracts';
import { fromWall, toWall } from '../manage/wall-time.js';
import type { NewSession } from './doors.js';
import { slotTimes } from './moves.js';

/** Several sessions that are made in one go. */
export interface BlockDraft {
  /** One title a line. */
  titles: string;
  kind: SessionKind;
  /** On the event's clocks. */
  first: string;
  length: number;
  gap: number;
  /** One room for all, none (empty), or `each`: a room for each. */
  where: string;
  track: string;
  /** Who speaks in which of them, by its line. */
  speakers: Readonly<Record<number, string>>;
  /** Of all of them; empty for nobody. */
  moderator: string;
}

/** In the same room as what stands before, right after it. */
export function newBlock(startsAt: string, room: string | null, event: { timeZone: string }): BlockDraft {
  return {
    ...{ titles: '', kind: 'talk', length: 15, gap: 0, track: '', speakers: {}, moderator: '' },
    first: toWall(startsAt, event.timeZone),
    where: room ?? '',
  };
}

export function titlesOf({ titles }: BlockDraft): string[] {
  return titles
    .split('\n')
    .map((title) => title.trim())
    .filter((title) => title !== '');
}

/** What will be made; null where the times are none, or the rooms too few. */
export function sessionsOf(
  draft: BlockDraft,
  rooms: readonly string[],
  event: { timeZone: string; languages: readonly Language[] },
): NewSession[] | null {
  const titles = titlesOf(draft);
  const first = fromWall(draft.first, event.timeZone);
  const each = draft.where === 'each';
  const language = event.languages[0] ?? 'en';
  if (!first || !(draft.length > 0) || !(draft.gap >= 0) || (each && titles.length > rooms.length))
    return null;
  const times = slotTimes(Date.parse(first), titles.length, draft.length, draft.gap, each);
  return titles.flatMap((title, index): NewSession[] => {
    const when = times[index];
    const speaker = draft.speakers[index];
    if (!when) return [];
    return [
      {
        ...when,
        ...{ kind: draft.kind, title: { [language]: title }, language, track: draft.track || null },
        room: each ? (rooms[index] ?? null) : draft.where || null,
        speakers: speaker ? [speaker] : [],
        moderators: draft.moderator ? [draft.moderator] : [],
        questions: draft.kind !== 'break' && draft.kind !== 'private-blocker',
      },
    ];
  });
}
