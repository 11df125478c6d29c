import { slotTimes, type Meeting, type MeetingBlock, type Promised, type Session } from '@foyer/contracts';

/** One row of a day. Instants are RFC 3339, UTC. */
export type DayItem = { startsAt: string; endsAt: string } & (
  | { kind: 'meeting'; id: string; meeting: Meeting }
  /** Something I have promised that is no meeting of this event; `session` where it is one of its programme. */
  | { kind: 'promised'; id: string; promised: Promised; session: Session | undefined }
  /** Something of the programme that I am free to go to. */
  | { kind: 'session'; id: string; session: Session }
  /** Kept free by myself; `series` are the same hours on other days, kept free with it. */
  | { kind: 'own'; id: string; series: Stretch[] }
  /** Free for meetings; `slots` are the times in it at which one could be. */
  | { kind: 'gap'; id: string; slots: Stretch[] }
);
interface Stretch {
  startsAt: string;
  endsAt: string;
}

interface Given {
  meetings: readonly Meeting[];
  promised: readonly Promised[];
  sessions: readonly Session[];
  blocks: readonly MeetingBlock[];
}

/** What stands in my days, in order of time: meetings, talks, the programme, and the free time of meeting blocks. */
export function dayItems({ meetings, promised, sessions, blocks }: Given): DayItem[] {
  const items: DayItem[] = [];
  const taken: { startsAt: string; endsAt: string }[] = [];
  for (const meeting of meetings) {
    if (meeting.state === 'cancelled') continue;
    items.push({ kind: 'meeting', id: meeting.id, meeting, ...times(meeting) });
    taken.push(meeting);
  }
  const meetingIds = new Set(meetings.map((meeting) => meeting.id));
  const mine = new Set<string>();
  for (const own of ownTimes(promised)) {
    items.push({ kind: 'own', id: `own-${own.startsAt}`, ...own });
    taken.push(own);
  }
  for (const one of promised) {
    if (one.kind === 'own') continue;
    // Meetings are told by their stream, which knows of a change first.
    if (one.kind === 'meeting' && one.ref !== null && meetingIds.has(one.ref)) continue;
    const session = sessions.find((candidate) => candidate.id === one.ref);
    if (session) mine.add(session.id);
    const id = `${one.ref ?? 'elsewhere'}-${one.startsAt}`;
    items.push({ kind: 'promised', id, promised: one, session, ...times(one) });
    taken.push(one);
  }
  for (const session of sessions) {
    if (mine.has(session.id) || session.kind === 'private-blocker' || session.kind === 'b2b-block') continue;
    items.push({ kind: 'session', id: session.id, session, ...times(session) });
  }
  for (const gap of gapsOf(blocks, taken)) {
    const slots = blocks.flatMap(slotTimes).filter((slot) => within(slot, gap));
    const known = new Map(slots.map((slot) => [`${slot.startsAt} ${slot.endsAt}`, slot]));
    items.push({ kind: 'gap', id: `gap-${gap.startsAt}`, slots: [...known.values()].sort(byStart), ...gap });
  }
  return items.sort(
    (one, other) =>
      Date.parse(one.startsAt) - Date.parse(other.startsAt) ||
      Date.parse(one.endsAt) - Date.parse(other.endsAt),
  );
}

/** The stretches of the blocks in which nothing is promised and at least one slot fits. */
export function gapsOf(
  blocks: readonly MeetingBlock[],
  taken: readonly { startsAt: string; endsAt: string }[],
): { startsAt: string; endsAt: string }[] {
  const gaps: { from: number; to: number }[] = [];
  for (const block of blocks) {
    const shortest = block.slotMinutes * 60_000;
    let from = Date.parse(block.startsAt);
    const until = Date.parse(block.endsAt);
    const inside = [...taken, ...block.pauses]
      .map((one) => ({ from: Date.parse(one.startsAt), to: Date.parse(one.endsAt) }))
      .filter((one) => one.from < until && one.to > from)
      .sort((one, other) => one.from - other.from);
    for (const one of [...inside, { from: until, to: until }]) {
      if (one.from - from >= shortest) gaps.push({ from, to: one.from });
      from = Math.max(from, one.to);
    }
  }
  // Blocks may overlap; their free time is told once.
  const merged: { from: number; to: number }[] = [];
  for (const gap of gaps.sort((one, other) => one.from - other.from)) {
    const last = merged.at(-1);
    if (last && gap.from <= last.to) last.to = Math.max(last.to, gap.to);
    else merged.push({ ...gap });
  }
  return merged.map(({ from, to }) => ({
    startsAt: new Date(from).toISOString(),
    endsAt: new Date(to).toISOString(),
  }));
}

function times({ startsAt, endsAt }: { startsAt: string; endsAt: string }) {
  return { startsAt, endsAt };
}

/** What I keep free, stretches that follow each other as one. */
function ownTimes(promised: readonly Promised[]): (Stretch & { series: Stretch[] })[] {
  const own = promised.filter(({ kind }) => kind === 'own').sort(byStart);
  const merged: { startsAt: string; endsAt: string; refs: Set<string | null> }[] = [];
  for (const { startsAt, endsAt, ref } of own) {
    const last = merged.at(-1);
    if (last && Date.parse(startsAt) <= Date.parse(last.endsAt)) {
      last.endsAt = endsAt;
      last.refs.add(ref);
    } else merged.push({ startsAt, endsAt, refs: new Set([ref]) });
  }
  return merged.map(({ startsAt, endsAt, refs }) => ({
    startsAt,
    endsAt,
    series: own
      .filter(({ ref, ...time }) => ref !== null && refs.has(ref) && !within(time, { startsAt, endsAt }))
      .map(times),
  }));
}

const within = (inner: Stretch, outer: Stretch): boolean =>
  Date.parse(inner.startsAt) >= Date.parse(outer.startsAt) &&
  Date.parse(inner.endsAt) <= Date.parse(outer.endsAt);

const byStart = (one: Stretch, other: Stretch): number =>
  Date.parse(one.startsAt) - Date.parse(other.startsAt) || Date.parse(one.endsAt) - Date.parse(other.endsAt);
