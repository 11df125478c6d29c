import { streamName, streams, type ReactionKind } from '@foyer/contracts';
import { Database, houseCall, Problem, sql, type Call, type Sql, type Tx } from '@foyer/platform';
import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { takesPart } from './qa.policy.js';
import { SessionAccess } from './session-access.js';

interface Asker {
  resolve: () => void;
  reject: (error: unknown) => void;
}
interface Box {
  waiting: { kind: ReactionKind; asker: Asker }[];
  flushing: Promise<void> | null;
}

/** So many commands are remembered, to count a repeated one once. */
const remembered = 20_000;

/**
 * Counts reactions in groups, like votes: one group per session is on its way at a time, and its commit is the time in
 * which the next one gathers. Nothing is written of who reacted, so a repeat is known by this process's memory alone:
 * one that comes to another process after a broken connection may count once more.
 */
@Injectable()
export class Reactions implements BeforeApplicationShutdown {
  private readonly boxes = new Map<string, Box>();
  private readonly recent = new Map<string, Promise<void>>();

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(SessionAccess) private readonly sessions: SessionAccess,
  ) {}

  /**
   * Answers once it is counted.
   * @throws Problem not_found; not_registered for who may not be in the room; reactions_off
   */
  async react(
    call: Call,
    { session, kind }: { session: string; kind: ReactionKind },
  ): Promise<Record<string, never>> {
    if (!call.actor) throw new Problem('not_signed_in');
    const found = await this.sessions.find(call, session);
    // Whoever may listen may applaud: guests, too.
    if (!takesPart(found.actor)) throw new Problem('not_registered');
    const id = call.command ? `${call.actor.person} ${call.command.id}` : null;
    const known = id === null ? undefined : this.recent.get(id);
    const counted = known ?? this.count(found.session.id, kind);
    if (id !== null && !known) this.remember(id, counted);
    await counted;
    return {};
  }

  /** Lets what is on its way arrive. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([...this.boxes.values()].flatMap((box) => box.flushing ?? []));
  }

  private remember(id: string, counted: Promise<void>): void {
    this.recent.set(id, counted);
    const [oldest] = this.recent.keys();
    if (this.recent.size > remembered && oldest !== undefined) this.recent.delete(oldest);
    // What was not counted may be tried again.
    counted.catch(() => this.recent.delete(id));
  }

  private count(session: string, kind: ReactionKind): Promise<void> {
    const box = this.boxes.get(session) ?? { waiting: [], flushing: null };
    this.boxes.set(session, box);
    return new Promise((resolve, reject) => {
      box.waiting.push({ kind, asker: { resolve, reject } });
      box.flushing ??= this.flushAll(session, box);
    });
  }

  private async flushAll(session: string, box: Box): Promise<void> {
    while (box.waiting.length > 0) {
      const batch = box.waiting.splice(0);
      const counts = new Map<ReactionKind, number>();
      for (const { kind } of batch) counts.set(kind, (counts.get(kind) ?? 0) + 1);
      try {
        await this.database.write(houseCall, (tx) => add(tx, session, counts));
        for (const { asker } of batch) asker.resolve();
      } catch (error) {
        for (const { asker } of batch) asker.reject(error);
      }
    }
    box.flushing = null;
    this.boxes.delete(session);
  }
}

/** The row of each kind is locked until the commit, in one order for all: what is told is what all have counted. */
async function add(tx: Tx, session: string, counts: ReadonlyMap<ReactionKind, number>): Promise<void> {
  const { rows: rooms } = await sql<{ reactions: boolean }>`
    select reactions from qa_room where session_id = ${session}`.execute(tx.sql);
  if (rooms[0]?.reactions === false) throw new Problem('reactions_off');
  const { rows } = await sql<{ kind: ReactionKind; count: number }>`
    insert into reaction_count as c (session_id, kind, count)
    select ${session}::uuid, kind, n from unnest(${[...counts.keys()]}::text[], ${[...counts.values()]}::int[]) as g(kind, n)
    order by kind
    on conflict (session_id, kind) do update set count = c.count + excluded.count
    returning c.kind, c.count`.execute(tx.sql);
  tx.change(streamName(streams.signs, { session }), {
    put: { reaction: Object.fromEntries(rows.map(({ kind, count }) => [kind, { count }])) },
  });
}

/** How often a session was reacted to, by kind. */
export async function readReactions(
  database: Sql,
  session: string,
): Promise<Record<string, { count: number }>> {
  const { rows } = await sql<{ kind: ReactionKind; count: number }>`
    select kind, count from reaction_count where session_id = ${session}`.execute(database);
  return Object.fromEntries(rows.map(({ kind, count }) => [kind, { count }]));
}
