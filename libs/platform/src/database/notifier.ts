import { EventEmitter } from 'node:events';
import pg from 'pg';
import { Problem } from '../problem/problem.js';
import type { Logger } from '../log/log.js';
import { Whispers, type Whisper } from './whispers.js';

/** What processes tell each other: hints only. Losing one costs a second, never a change. */
export interface Hint {
  streams?: string[];
  facts?: boolean;
}

const hintChannel = 'foyer_hint';
/** Filled by a trigger when a sign-in session is deleted, however that happens. */
const sessionChannel = 'foyer_session';
/** Filled by a trigger when somebody's role in an event is taken away. */
const roleChannel = 'foyer_role';
const whisperChannel = 'foyer_whisper';
const gatherMilliseconds = 20;
/**
 * Whoever follows a stream that moved looks at it for some ticks more (StreamHub): a change that comes so soon after
 * another needs no hint of its own.
 */
const coveredMilliseconds = 80;
/** A stream that never rests is told of so often all the same, in case a hint was lost. */
const toldAgainMilliseconds = 1_000;
const rememberedStreams = 5_000;
/** PostgreSQL refuses payloads of 8,000 bytes and more. */
const maxPayload = 7_500;
const reconnectMilliseconds = 500;

/** One listening connection a process; hints leave gathered, outside of any transaction. */
export class Notifier {
  private readonly emitter = new EventEmitter<{
    hint: [Hint];
    session: [string];
    role: [string];
    whisper: [Whisper];
    connected: [];
  }>();
  private readonly whispers = new Whispers();
  private client: pg.Client | null = null;
  private closed = false;
  private waiting: { streams: Set<string>; facts: boolean } | null = null;
  private timer: NodeJS.Timeout | null = null;
  /** When each stream moved last here, and when that was last told, in milliseconds. */
  private readonly moved = new Map<string, { at: number; told: number }>();

  constructor(
    private readonly url: string,
    private readonly log: Logger,
    private readonly now: () => number = () => performance.now(),
  ) {}

  async start(): Promise<void> {
    await this.connect();
  }

  onHint(listener: (hint: Hint) => void): void {
    this.emitter.on('hint', listener);
  }
  onSessionEnded(listener: (session: string) => void): void {
    this.emitter.on('session', listener);
  }
  /** A person has lost a role somewhere: what they follow is to be looked at. */
  onRoleTaken(listener: (person: string) => void): void {
    this.emitter.on('role', listener);
  }
  onWhisper(listener: (whisper: Whisper) => void): void {
    this.emitter.on('whisper', listener);
  }
  /** After every (re)connection: what was told meanwhile has to be looked up. */
  onConnected(listener: () => void): void {
    this.emitter.on('connected', listener);
  }

  /** Tells the other processes, gathered with what else is told within 20 ms. */
  tell(hint: Hint): void {
    const streams = (hint.streams ?? []).filter((stream) => this.isNews(stream));
    if (streams.length === 0 && !hint.facts) return;
    this.waiting ??= { streams: new Set(), facts: false };
    for (const stream of streams) this.waiting.streams.add(stream);
    this.waiting.facts ||= hint.facts ?? false;
    this.timer ??= setTimeout(() => this.flush(), gatherMilliseconds);
  }

  /**
   * Says something to the sockets of a room, in whichever processes they are: in order, and at most once. It is written
   * nowhere; whoever is not there does not hear it.
   * @throws Problem unavailable while this process cannot tell the others
   */
  async whisper(whisper: Whisper): Promise<void> {
    const { client } = this;
    if (!client) throw new Problem('unavailable');
    await Promise.all(
      this.whispers
        .cut(whisper, maxPayload)
        .map((part) => client.query('select pg_notify($1, $2)', [whisperChannel, part])),
    );
  }

  async close(): Promise<void> {
    this.closed = true;
    if (this.timer) clearTimeout(this.timer);
    await this.client?.end().catch(() => undefined);
  }

  private isNews(stream: string): boolean {
    const now = this.now();
    const before = this.moved.get(stream);
    const news =
      !before || now - before.at > coveredMilliseconds || now - before.told > toldAgainMilliseconds;
    if (this.moved.size >= rememberedStreams) this.moved.clear();
    this.moved.set(stream, { at: now, told: news || !before ? now : before.told });
    return news;
  }

  private flush(): void {
    this.timer = null;
    const waiting = this.waiting;
    this.waiting = null;
    if (!waiting || !this.client) return;
    for (const payload of encode(waiting)) {
      this.client.query('select pg_notify($1, $2)', [hintChannel, payload]).catch((error: unknown) => {
        this.log.warn({ error: String(error) }, 'hint not sent');
      });
    }
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({ connectionString: this.url, application_name: 'foyer-notifier' });
    let ended = false;
    client.on('error', (error) => this.log.warn({ error: error.message }, 'notifications interrupted'));
    client.on('end', () => {
      ended = true;
      // A connection that was never made ends, too: whoever tried to make it hears of that by itself.
      if (this.client !== client) return;
      this.client = null;
      this.reconnectSoon();
    });
    client.on('notification', ({ channel, payload }) => this.receive(channel, payload ?? ''));
    try {
      await client.connect();
      for (const channel of [hintChannel, sessionChannel, roleChannel, whisperChannel])
        await client.query(`listen ${channel}`);
      this.whispers.forget();
      if (ended || this.closed) throw new Error('The connection has ended');
    } catch (error) {
      void client.end().catch(() => undefined);
      throw error;
    }
    this.client = client;
    this.emitter.emit('connected');
  }

  private reconnectSoon(): void {
    if (this.closed) return;
    setTimeout(() => {
      if (!this.closed) this.connect().catch(() => this.reconnectSoon());
    }, reconnectMilliseconds).unref();
  }

  private receive(channel: string, payload: string): void {
    if (channel === sessionChannel) this.emitter.emit('session', payload);
    if (channel === roleChannel) this.emitter.emit('role', payload);
    if (channel === whisperChannel) {
      const whole = this.whispers.join(payload);
      if (whole) this.emitter.emit('whisper', whole);
    }
    if (channel === hintChannel) this.emitter.emit('hint', decode(payload));
  }
}

/** First character `f` or `-` for facts, then the names of the streams, one a line. */
function encode(waiting: { streams: Set<string>; facts: boolean }): string[] {
  const payloads: string[] = [];
  let current = waiting.facts ? 'f' : '-';
  for (const stream of waiting.streams) {
    if (current.length + stream.length + 1 > maxPayload) {
      payloads.push(current);
      current = '-';
    }
    current += `\n${stream}`;
  }
  payloads.push(current);
  return payloads;
}
function decode(payload: string): Hint {
  const [head, ...streams] = payload.split('\n');
  return { facts: head === 'f', streams };
}
