import { applyChange, mergeChanges, type StreamChange, type StreamPush } from '@foyer/contracts';
import type { z } from 'zod';
import type { StreamStart } from '@foyer/contracts';
import { sql, type Database } from '../database/database.js';
import type { Logger } from '../log/log.js';
import type { StreamRegistry } from './registry.js';

type Entries = Record<string, Record<string, unknown>>;

const tickMilliseconds = 100;
const idleMilliseconds = 1_000;
/** So many past pushes are kept for clients that come back. */
const keptPushes = 600;
/** A stream nobody follows is forgotten after so long. */
const forgetMilliseconds = 60_000;

interface Followed {
  name: string;
  /** The revision pushed last: what `entries` show. */
  rev: number;
  entries: Entries;
  /** `entries` as JSON text, built once a revision. */
  encoded: string | null;
  recent: StreamPush[];
  followers: number;
  unusedSince: number;
}

/**
 * Follows streams in this process. It alone decides what is pushed: changes are read from the log in PostgreSQL, in
 * order, a hot stream once a tick and idle ones once a second. What a crash or a lost hint kept from being told is
 * told by the next look.
 */
export class StreamHub {
  private readonly followed = new Map<string, Followed>();
  private readonly loading = new Map<string, Promise<Followed>>();
  private readonly dirty = new Set<string>();
  private tickTimer: NodeJS.Timeout | null = null;
  private idleTimer: NodeJS.Timeout | null = null;
  private reading: Promise<void> | null = null;
  private push: (push: StreamPush) => void = () => undefined;

  constructor(
    private readonly database: Database,
    private readonly registry: StreamRegistry,
    private readonly log: Logger,
  ) {}

  /** @param push delivers to the followers that are connected to this process */
  start(push: (push: StreamPush) => void): void {
    this.push = push;
    this.idleTimer = setInterval(() => void this.lookAtIdle(), idleMilliseconds);
  }

  /** Something was probably written to these streams. */
  hint(names: Iterable<string>): void {
    for (const name of names) if (this.followed.has(name)) this.dirty.add(name);
    if (this.dirty.size && !this.tickTimer) {
      this.tickTimer = setTimeout(() => void this.tick(), tickMilliseconds);
    }
  }

  /** Counts a follower in. Call `start` pushes only after this has answered, or let the client's revision decide. */
  async follow(name: string, since: number | undefined): Promise<z.input<typeof StreamStart>> {
    const stream = this.followed.get(name) ?? (await this.load(name));
    stream.followers++;
    return startOf(stream, since);
  }

  unfollow(name: string): void {
    const stream = this.followed.get(name);
    if (!stream) return;
    stream.followers = Math.max(0, stream.followers - 1);
    if (stream.followers === 0) stream.unusedSince = Date.now();
  }

  async close(): Promise<void> {
    if (this.tickTimer) clearTimeout(this.tickTimer);
    if (this.idleTimer) clearInterval(this.idleTimer);
    this.push = () => undefined;
    await this.reading;
  }

  private load(name: string): Promise<Followed> {
    const running = this.loading.get(name);
    if (running) return running;
    const loading = this.database
      .snapshot(async (database) => {
        const { rows } = await sql<{ rev: string }>`select rev from stream where name = ${name}`.execute(
          database,
        );
        const entries = await this.registry.snapshot(database, name);
        const stream: Followed = {
          name,
          rev: Number(rows[0]?.rev ?? 0),
          entries,
          encoded: null,
          recent: [],
          followers: 0,
          unusedSince: Date.now(),
        };
        this.followed.set(name, stream);
        return stream;
      })
      .finally(() => this.loading.delete(name));
    this.loading.set(name, loading);
    return loading;
  }

  private async tick(): Promise<void> {
    this.tickTimer = null;
    const names = [...this.dirty];
    this.dirty.clear();
    await this.catchUp(names);
    if (this.dirty.size && !this.tickTimer)
      this.tickTimer = setTimeout(() => void this.tick(), tickMilliseconds);
  }

  private async lookAtIdle(): Promise<void> {
    this.forgetUnused();
    await this.catchUp([...this.followed.keys()]);
  }

  /** Reads what is new in the log and pushes it; one look at a time, so that pushes leave in order. */
  private async catchUp(names: string[]): Promise<void> {
    while (this.reading) await this.reading;
    this.reading = this.readLog(names)
      .catch((error: unknown) => {
        this.log.warn({ error: String(error) }, 'streams could not be read; tries again');
      })
      .finally(() => (this.reading = null));
    await this.reading;
  }

  private async readLog(names: string[]): Promise<void> {
    const known = names.flatMap((name) => this.followed.get(name) ?? []);
    if (known.length === 0) return;
    const { rows } = await sql<{ stream: string; rev: string; change: StreamChange }>`
      select c.stream, c.rev, c.change
      from unnest(${known.map((stream) => stream.name)}::text[], ${known.map((stream) => stream.rev)}::bigint[]) as f(name, rev)
      join stream s on s.name = f.name and s.rev > f.rev
      join stream_change c on c.stream = f.name and c.rev > f.rev
      order by c.stream, c.rev`.execute(this.database.sql);
    let start = 0;
    while (start < rows.length) {
      const name = rows[start]?.stream;
      let end = start;
      while (end < rows.length && rows[end]?.stream === name) end++;
      const stream = name === undefined ? undefined : this.followed.get(name);
      if (stream) this.advance(stream, rows.slice(start, end));
      start = end;
    }
  }

  private advance(stream: Followed, rows: { rev: string; change: StreamChange }[]): void {
    const first = rows[0];
    const last = rows.at(-1);
    if (!first || !last) return;
    if (Number(first.rev) !== stream.rev + 1) {
      // The log was pruned below us: start over from a snapshot. Clients see a gap and ask again.
      this.followed.delete(stream.name);
      return;
    }
    const change = rows.slice(1).reduce((merged, row) => mergeChanges(merged, row.change), first.change);
    const push: StreamPush = { stream: stream.name, prev: stream.rev, rev: Number(last.rev), change };
    stream.entries = applyChange(stream.entries, change);
    stream.rev = push.rev;
    stream.encoded = null;
    stream.recent.push(push);
    if (stream.recent.length > keptPushes) stream.recent.shift();
    this.push(push);
  }

  private forgetUnused(): void {
    const before = Date.now() - forgetMilliseconds;
    for (const [name, stream] of this.followed) {
      if (stream.followers === 0 && stream.unusedSince < before) this.followed.delete(name);
    }
  }
}

function startOf(stream: Followed, since: number | undefined): z.input<typeof StreamStart> {
  const oldest = stream.recent[0]?.prev ?? stream.rev;
  if (since !== undefined && since >= oldest && since <= stream.rev) {
    const missed = stream.recent.filter((push) => push.rev > since);
    const change = missed.reduce<StreamChange>((merged, push) => mergeChanges(merged, push.change), {});
    return { kind: 'changes', rev: stream.rev, change };
  }
  stream.encoded ??= JSON.stringify(stream.entries);
  return { kind: 'snapshot', rev: stream.rev, entries: stream.encoded };
}
