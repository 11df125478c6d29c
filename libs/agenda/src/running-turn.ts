import {
  expectedTimes,
  type ExpectedTimes,
  type PlannedItem,
  type RunningSession,
  type RunningStep,
} from '@foyer/contracts';
import { Problem } from '@foyer/platform';
import type { RowsBefore } from './running.entity.js';

/** What the log says of a step. */
export type Taken = Pick<RunningStep, 'step' | 'session'> & Partial<Pick<RunningStep, 'other' | 'minutes'>>;

/** A session as planned, on the day. */
export const asPlanned: RunningSession = Object.freeze({
  startedAt: null,
  endedAt: null,
  skipped: false,
  delayMinutes: 0,
  shortenedMinutes: 0,
  movedMs: 0,
});

type Known = PlannedItem & ExpectedTimes & { row: RunningSession };
const minute = 60_000;

/**
 * One step in the running order, worked out in memory under the event's lock. Each command says a wanted state: where
 * it is so already, null comes back and nothing happens.
 */
export class RunningTurn {
  /** Rows as they shall be, by session. */
  readonly rows = new Map<string, RunningSession>();
  private readonly found: RowsBefore = {};
  private readonly known: Map<string, Known>;

  constructor(
    items: readonly PlannedItem[],
    private readonly given: Readonly<Record<string, RunningSession>>,
    private readonly now: number,
  ) {
    const times = expectedTimes(items, given, now);
    this.known = new Map(
      items.flatMap((item) => {
        const expected = times.get(item.id);
        return expected ? [[item.id, { ...item, ...expected, row: given[item.id] ?? asPlanned }]] : [];
      }),
    );
  }

  /** The rows that change, as they were. */
  get before(): RowsBefore {
    return this.found;
  }

  /** Sessions that this step has ended. */
  get ended(): string[] {
    return [...this.rows].filter(([id, row]) => row.endedAt && !this.found[id]?.endedAt).map(([id]) => id);
  }

  /** Starts a session and ends what runs in its line, unless both were planned to overlap. */
  start(id: string): Taken | null {
    const session = this.get(id);
    if (session.row.startedAt !== null && session.row.endedAt === null) return null;
    if (session.row.startedAt !== null || session.row.skipped) throw new Problem('running_state');
    for (const other of this.lineOf(session)) {
      const runs = other.row.startedAt !== null && other.row.endedAt === null;
      if (runs && !overlap(session, other)) this.put(other, { endedAt: this.endOf(other) });
    }
    this.put(session, { startedAt: iso(this.now), endedAt: null });
    return { step: 'started', session: id };
  }

  end(id: string): Taken | null {
    const session = this.get(id);
    if (session.row.startedAt === null) throw new Problem('running_state');
    if (session.row.endedAt !== null) return null;
    this.put(session, { endedAt: this.endOf(session) });
    return { step: 'ended', session: id };
  }

  /** Of a session and what follows in its line: what has not started begins so much later than its place. */
  delay(id: string, minutes: number): Taken | null {
    const session = this.get(id);
    const rest = this.notStarted(session).filter(({ slotStart }) => slotStart >= session.slotStart);
    if (rest.length === 0) throw new Problem('running_state');
    const other = rest.filter(({ row }) => row.delayMinutes !== minutes);
    for (const one of other) this.put(one, { delayMinutes: minutes });
    return other.length ? { step: 'delayed', session: id, minutes } : null;
  }

  /** What follows catches up by as much as the session becomes shorter. */
  shorten(id: string, minutes: number): Taken | null {
    const session = this.get(id);
    if (session.row.endedAt !== null || session.row.skipped) throw new Problem('running_state');
    if (minutes * minute >= session.endsAt - session.startsAt) {
      throw new Problem('invalid_input', {}, [
        { pointer: '/minutes', message: 'must be less than it is planned to last' },
      ]);
    }
    const saved = minutes - session.row.shortenedMinutes;
    if (saved === 0) return null;
    this.put(session, { shortenedMinutes: minutes });
    for (const one of this.notStarted(session)) {
      const less = Math.max(0, one.row.delayMinutes - Math.max(0, saved));
      if (one.slotStart >= session.slotEnd && less !== one.row.delayMinutes) {
        this.put(one, { delayMinutes: less });
      }
    }
    return { step: 'shortened', session: id, minutes };
  }

  skip(id: string, skipped: boolean): Taken | null {
    const session = this.get(id);
    if (session.row.startedAt !== null) throw new Problem('running_state');
    if (session.row.skipped === skipped) return null;
    this.put(session, { skipped });
    return { step: skipped ? 'skipped' : 'restored', session: id };
  }

  /**
   * Lets `first`, which stands behind `second`, take its place, and the other way round. What stands between them keeps
   * its pauses before and after, and all together take as long as before.
   */
  swap(first: string, second: string): Taken | null {
    const [one, other] = [this.get(first), this.get(second)];
    if (one.line !== other.line || one === other) throw new Problem('running_state');
    const order = this.lineOf(one)
      .filter(({ state }) => state !== 'skipped')
      .sort((a, b) => a.slotStart - b.slotStart || a.slotEnd - b.slotEnd || (a.id < b.id ? -1 : 1));
    const [behind, before] = [order.indexOf(one), order.indexOf(other)];
    const span = order.slice(Math.min(behind, before), Math.max(behind, before) + 1);
    if (behind < 0 || before < 0 || span.some(({ state }) => state !== 'waiting')) {
      throw new Problem('running_state');
    }
    if (behind < before) return null;
    let at = other.slotStart;
    span.forEach((slot, index) => {
      const session = slot === one ? other : slot === other ? one : slot;
      this.put(session, { movedMs: at - session.startsAt, delayMinutes: slot.row.delayMinutes });
      const following = span[index + 1];
      at += session.endsAt - session.startsAt + (following ? following.slotStart - slot.slotEnd : 0);
    });
    return { step: 'swapped', session: first, other: second };
  }

  private get(id: string): Known {
    const session = this.known.get(id);
    if (!session) throw new Problem('not_found');
    return session;
  }

  private lineOf({ line }: Known): Known[] {
    return [...this.known.values()].filter((one) => one.line === line);
  }

  private notStarted(session: Known): Known[] {
    return this.lineOf(session).filter(({ row }) => row.startedAt === null);
  }

  /** Now; for what was forgotten, when it was to end. Never before its start, also where the clock was set back. */
  private endOf(session: Known): string {
    return iso(Math.max(session.start, session.state === 'ended' ? session.end : this.now));
  }

  private put({ id, row }: Known, values: Partial<RunningSession>): void {
    this.found[id] = this.given[id] ?? null;
    this.rows.set(id, { ...row, ...values });
  }
}

const overlap = (one: Known, other: Known): boolean =>
  one.slotStart < other.slotEnd && other.slotStart < one.slotEnd;

const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();
