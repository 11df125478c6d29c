import { applyChange, type Stream, type StreamChange, type StreamPush } from '@foyer/contracts';
import type { Start } from './unpack.js';

export type Entries = Record<string, Record<string, unknown>>;

/** What became of a push: taken, known already, or something before it is missing. */
export type Taken = 'applied' | 'known' | 'gap';

/**
 * A follower's copy of one stream. Revisions decide what a push is worth; changes say wanted state, so a push
 * that overlaps with what is known may be applied whole. Only entries that changed are parsed.
 */
export class Replica {
  entries: Entries;
  /** Undefined until the first answer. */
  rev: number | undefined;
  readonly #stream: Stream;
  readonly #onUnreadable: (kind: string, id: string, error: unknown) => void;

  constructor(stream: Stream, onUnreadable: (kind: string, id: string, error: unknown) => void) {
    this.#stream = stream;
    this.#onUnreadable = onUnreadable;
    this.entries = this.#empty();
  }

  /** Takes the answer to `stream.follow`. A snapshot replaces everything: it is the server's word. */
  start(answer: Start): void {
    if (answer.kind === 'snapshot') {
      this.entries = this.#applied(this.#empty(), { put: answer.entries });
      this.rev = answer.rev;
    } else if (this.rev === undefined || answer.rev > this.rev) {
      this.entries = this.#applied(this.entries, answer.change);
      this.rev = answer.rev;
    }
  }

  push(push: StreamPush): Taken {
    if (this.rev === undefined || push.prev > this.rev) return 'gap';
    if (push.rev <= this.rev) return 'known';
    this.entries = this.#applied(this.entries, push.change);
    this.rev = push.rev;
    return 'applied';
  }

  #empty(): Entries {
    return Object.fromEntries(Object.keys(this.#stream.entries).map((kind) => [kind, {}]));
  }

  #applied(before: Entries, change: StreamChange): Entries {
    const after = applyChange(before, change);
    for (const changed of [change.put, change.patch]) {
      for (const [kind, values] of Object.entries(changed ?? {})) {
        const schema = this.#stream.entries[kind];
        const entries = after[kind];
        if (!schema || !entries) {
          // A kind that a newer server knows.
          delete after[kind];
          continue;
        }
        for (const id of Object.keys(values)) {
          if (!(id in entries)) continue;
          const parsed = schema.safeParse(entries[id]);
          if (parsed.success) entries[id] = parsed.data;
          else {
            delete entries[id];
            this.#onUnreadable(kind, id, parsed.error);
          }
        }
      }
    }
    return after;
  }
}
