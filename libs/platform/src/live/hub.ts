import type { StreamChange, StreamPush } from '@foyer/contracts';
import { sql, type Database } from '../database/database.js';
import { Gathered } from '../database/gathered.js';
import type { Logger } from '../log/log.js';
import { HeldStream, type LoggedChange, type Start } from './held-stream.js';
import type { StreamRegistry } from './registry.js';

const tickMilliseconds = 100;
const idleMilliseconds = 1_000;
/** A stream that moved is looked at in so many more ticks, hint or not: whoever writes much need not say so each time. */
const looksAfterChange = 3;
/** A stream nobody follows is forgotten after so long. */
const forgetMilliseconds = 60_000;

interface LogRow {
  stream: string;
  /** Null where the log holds nothing above what we know. */
  rev: string | null;
  change: StreamChange | null;
}

/**
 * Follows streams in this process. It alone decides what is pushed: changes are read from the log in PostgreSQL, in
 * order, a hot stream once a tick and idle ones once a second. What a crash or a lost hint kept from being told is
 * told by the next look.
 */
export class StreamHub {
  private readonly held = new Map<string, HeldStream>();
  /** Of a hall that comes in at once, each has a small stream of their own: these are read in groups. */
  private readonly personal = new Gathered<string, HeldStream>((names) => this.readTogether(names), 100);
  private readonly loading = new Map<string, Promise<HeldStream>>();
  private readonly followers = new Map<string, number>();
  private readonly unusedSince = new Map<string, number>();
  private readonly dirty = new Set<string>();
  /** Streams that moved lately, with the ticks in which they are looked at still. */
  private readonly moving = new Map<string, number>();
  private tickTimer: NodeJS.Timeout | null = null;
  private idleTimer: NodeJS.Timeout | null = null;
  private reading: Promise<void> | null = null;
  private closed = false;
  private push: (push: StreamPush) => void = () => undefined;

  constructor(
    private readonly database: Database,
    private readonly registry: Pick<StreamRegistry, 'snapshot' | 'snapshots' | 'alwaysWhole'>,
    private readonly log: Logger,
    /** So often all streams are looked at that nobody has hinted at, in milliseconds. */
    private readonly idle = idleMilliseconds,
  ) {}

  /** @param push delivers to the followers that are connected to this process */
  start(push: (push: StreamPush) => void): void {
    this.push = push;
    this.idleTimer = setInterval(() => void this.lookAtAll(), this.idle);
  }

  /** Something was probably written to these streams. */
  hint(names: Iterable<string>): void {
    if (this.closed) return;
    for (const name of names) if (this.held.has(name)) this.dirty.add(name);
    if (this.dirty.size) this.tickTimer ??= setTimeout(() => void this.tick(), tickMilliseconds);
  }

  /**
   * Counts a follower in: from now on the stream is pushed. Do this and let the pushes through before asking for
   * the start, so that none falls in between; the follower tells by the revisions what it knows already.
   */
  retain(name: string): void {
    this.followers.set(name, (this.followers.get(name) ?? 0) + 1);
    this.unusedSince.delete(name);
  }

  release(name: string): void {
    const others = (this.followers.get(name) ?? 1) - 1;
    if (others > 0) {
      this.followers.set(name, others);
      return;
    }
    this.followers.delete(name);
    this.unusedSince.set(name, Date.now());
  }

  /**
   * How far this process is behind the record.
   * @returns streams that are followed here; those of them with changes not yet pushed; seconds since the oldest of those
   */
  async lag(): Promise<{ followed: number; behind: number; seconds: number }> {
    const known = [...this.held.values()];
    const { rows } = await sql<{ behind: number; seconds: number }>`
      select count(distinct f.name)::int as behind,
        coalesce(extract(epoch from now() - min(c.at)), 0)::float as seconds
      from unnest(${known.map(({ name }) => name)}::text[], ${known.map(({ rev }) => rev)}::bigint[]) as f(name, rev)
      join stream_change c on c.stream = f.name and c.rev > f.rev`.execute(this.database.sql);
    return { followed: this.followers.size, behind: rows[0]?.behind ?? 0, seconds: rows[0]?.seconds ?? 0 };
  }

  /**
   * What a follower begins with.
   * @param since the revision it holds
   * @param packed whether it takes a long snapshot packed
   */
  async begin(name: string, since: number | undefined, packed = false): Promise<Start> {
    if (this.registry.alwaysWhole(name)) {
      const fresh = await this.personal.find(name);
      if (!fresh) throw new Error(`${name} was not read`);
      // Who follows already needs the pushes from where the held one stands.
      if (!this.held.has(name)) this.hold(fresh);
      return fresh.whole(packed);
    }
    const held = await this.find(name);
    if (since === undefined || since <= held.rev) return held.startFrom(since, packed);
    // It comes from a process that has seen more: catch up rather than send it back in time.
    await this.catchUp([name]);
    return (await this.find(name)).startFrom(since, packed);
  }

  async close(): Promise<void> {
    this.closed = true;
    if (this.tickTimer) clearTimeout(this.tickTimer);
    if (this.idleTimer) clearInterval(this.idleTimer);
    this.push = () => undefined;
    await Promise.allSettled([this.reading, ...this.loading.values()]);
  }

  private async find(name: string): Promise<HeldStream> {
    const held = this.held.get(name);
    if (held) return held;
    // A thousand who come at once are one reading.
    const running = this.loading.get(name);
    if (running) return running;
    const loading = this.read(name)
      .then((stream) => this.hold(stream))
      .finally(() => this.loading.delete(name));
    this.loading.set(name, loading);
    return loading;
  }

  private hold(stream: HeldStream): HeldStream {
    this.held.set(stream.name, stream);
    if (!this.followers.has(stream.name)) this.unusedSince.set(stream.name, Date.now());
    // A hint that came while it was being read found nobody to tell.
    this.hint([stream.name]);
    return stream;
  }

  /** The stream as it is now, with its revision as of the same instant. */
  private read(name: string): Promise<HeldStream> {
    return this.database.snapshot(async (database) => {
      const { rows } = await sql<{ rev: string }>`select rev from stream where name = ${name}`.execute(
        database,
      );
      return new HeldStream(name, Number(rows[0]?.rev ?? 0), await this.registry.snapshot(database, name));
    });
  }

  private readTogether(names: string[]): Promise<Map<string, HeldStream>> {
    return this.database.snapshot(async (database) => {
      const { rows } = await sql<{ name: string; rev: string }>`
        select name, rev from stream where name = any(${names})`.execute(database);
      const revisions = new Map(rows.map(({ name, rev }) => [name, Number(rev)]));
      const read = await this.registry.snapshots(database, names);
      return new Map(
        [...read].map(([name, entries]) => [name, new HeldStream(name, revisions.get(name) ?? 0, entries)]),
      );
    });
  }

  private async tick(): Promise<void> {
    const names = [...this.dirty];
    this.dirty.clear();
    for (const name of names) {
      const looks = this.moving.get(name) ?? 0;
      if (looks > 1) this.moving.set(name, looks - 1);
      else this.moving.delete(name);
    }
    await this.catchUp(names);
    this.tickTimer = null;
    this.hint([...this.dirty, ...this.moving.keys()]);
  }

  private async lookAtAll(): Promise<void> {
    this.forgetUnused();
    await this.catchUp([...this.held.keys()]);
  }

  /** Reads what is new in the log and pushes it; one look at a time, so that pushes leave in order. */
  private async catchUp(names: string[]): Promise<void> {
    while (this.reading) await this.reading;
    if (this.closed) return;
    this.reading = this.readLog(names)
      .catch((error: unknown) => {
        this.log.warn({ error: String(error) }, 'streams could not be read; tries again');
      })
      .finally(() => (this.reading = null));
    await this.reading;
  }

  private async readLog(names: string[]): Promise<void> {
    const known = names.flatMap((name) => this.held.get(name) ?? []);
    if (known.length === 0) return;
    const { rows } = await sql<LogRow>`
      select f.name as stream, c.rev, c.change
      from unnest(${known.map((stream) => stream.name)}::text[], ${known.map((stream) => stream.rev)}::bigint[]) as f(name, rev)
      join stream s on s.name = f.name and s.rev <> f.rev
      left join stream_change c on c.stream = f.name and c.rev > f.rev
      order by f.name, c.rev`.execute(this.database.sql);
    const logged = new Map<string, LoggedChange[]>();
    for (const { stream, rev, change } of rows) {
      const changes = logged.get(stream) ?? [];
      if (rev !== null && change) changes.push({ rev: Number(rev), change });
      logged.set(stream, changes);
    }
    for (const [name, changes] of logged) {
      const stream = this.held.get(name);
      if (!stream) continue;
      this.moving.set(name, looksAfterChange);
      if (changes[0]?.rev === stream.rev + 1) this.push(stream.advance(changes));
      else await this.startOver(name);
    }
  }

  /** The log was pruned past what is held. A push without its beginning makes every follower ask anew. */
  private async startOver(name: string): Promise<void> {
    const { rev } = this.hold(await this.read(name));
    this.push({ stream: name, prev: rev, rev, change: {} });
  }

  private forgetUnused(): void {
    const before = Date.now() - forgetMilliseconds;
    for (const [name, since] of this.unusedSince) {
      if (since >= before) continue;
      this.unusedSince.delete(name);
      this.held.delete(name);
      this.moving.delete(name);
    }
  }
}
