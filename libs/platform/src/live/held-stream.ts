import { gzipSync } from 'node:zlib';
import {
  applyChange,
  mergeChanges,
  type StreamChange,
  type StreamPush,
  type StreamStart,
} from '@foyer/contracts';
import type { z } from 'zod';
import { shareText } from './shared-text.js';

export type Entries = Record<string, Record<string, unknown>>;
/** The answer to who begins to follow, as it goes over the wire. */
export type Start = z.input<typeof StreamStart>;

/** One line of the log. */
export interface LoggedChange {
  rev: number;
  change: StreamChange;
}

/** So many past pushes are kept for clients that come back. */
const keptPushes = 600;
/** In characters: 500 questions are 130,000, and packed a tenth of that. What is short is not worth anybody's time. */
const worthPacking = 8_000;

/** A stream as one process holds it, at the revision that it has pushed last. */
export class HeldStream {
  private text: string | null = null;
  private start: Start | null = null;
  private packed: Start | null = null;
  private readonly recent: StreamPush[] = [];

  constructor(
    readonly name: string,
    private pushed: number,
    private entries: Entries,
  ) {}

  get rev(): number {
    return this.pushed;
  }

  /** Takes the next changes of the log, without a gap, and says what to push: all of them merged into one. */
  advance(changes: readonly LoggedChange[]): StreamPush {
    const change = changes.reduce<StreamChange>((merged, next) => mergeChanges(merged, next.change), {});
    const push = { stream: this.name, prev: this.pushed, rev: this.pushed + changes.length, change };
    this.entries = applyChange(this.entries, change);
    this.pushed = push.rev;
    this.text = this.start = this.packed = null;
    this.recent.push(push);
    if (this.recent.length > keptPushes) this.recent.shift();
    return push;
  }

  /** What somebody needs who knows it as of a revision: what has changed since, where that is still known. */
  startFrom(since: number | undefined, packed = false): Start {
    const oldest = this.recent[0]?.prev ?? this.pushed;
    if (since === undefined || since < oldest || since > this.pushed) return this.whole(packed);
    const change = this.recent
      .filter((push) => push.rev > since)
      .reduce<StreamChange>((merged, push) => mergeChanges(merged, push.change), {});
    return { kind: 'changes', rev: this.pushed, change };
  }

  /**
   * Everything, encoded once a revision however many ask.
   * @param packed whether it may be packed, which it is where that is worth it
   */
  whole(packed = false): Start {
    this.text ??= JSON.stringify(this.entries);
    if (packed && this.text.length >= worthPacking) {
      this.packed ??= shareText({
        kind: 'packed',
        rev: this.pushed,
        gzip: gzipSync(this.text, { level: 4 }).toString('base64'),
      } as const);
      return this.packed;
    }
    this.start ??= shareText({ kind: 'snapshot', rev: this.pushed, entries: this.text } as const);
    return this.start;
  }
}
