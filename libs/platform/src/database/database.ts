import { EventEmitter } from 'node:events';
import type { FactName, FactPayload, StreamChange } from '@foyer/contracts';
import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { nameActor, noteDeed } from '../audit/audit.js';
import type { Call } from '../call/call.js';
import { inSpan } from '../trace/trace.js';
import { claimCommand, commandSettled } from './commands.js';
import { databaseError } from './database-error.js';
import { Effects } from './effects.js';
import { inOrder } from './in-order.js';
import { Lines } from './lines.js';
import { isPlanOutOfDate, isPlanUnknown } from './planned-once.js';

/** Set-based SQL with real binds: `sql<Row>\`select …\`.execute(db.sql)`. */
export type Sql = Pick<Kysely<unknown>, 'getExecutor'>;

/** One transaction. Facts and stream changes are written with it, or not at all. */
export interface Tx {
  em: EntityManager;
  /** What is sent without waiting for an answer leaves at once and is carried out in that order: see `inOrder`. */
  sql: Sql;
  /** Something has happened that others must act on. */
  fact<F extends FactName>(name: F, payload: FactPayload<F>): void;
  /** Something that people see has moved. */
  change(stream: string, change: StreamChange): void;
}

/** What a commit brought, for those in this process who need not wait for a notification. */
export interface Committed {
  streams: string[];
  facts: boolean;
}

const serializationFailure = '40001';
const deadlockDetected = '40P01';
const diskFull = '53100';
const lockNotAvailable = '55P03';
const attempts = 5;

/** The way to PostgreSQL: `write` is one transaction, `sql` reads outside of one. */
export class Database {
  private readonly emitter = new EventEmitter<{ committed: [Committed] }>();

  /** The last write that we know of found no room. */
  private full = false;

  /** Made at the first need, when the ORM is connected. */
  private reading: Kysely<unknown> | null = null;

  /** Of prepared statements, by name. */
  private readonly texts = new Map<string, { query: unknown; text: string }>();

  private readonly lines = new Lines();

  constructor(readonly orm: MikroORM) {}

  get sql(): Kysely<unknown> {
    return (this.reading ??= this.orm.em.fork().getKysely<unknown>());
  }

  /** A fresh entity manager for reading. */
  em(): EntityManager {
    return this.orm.em.fork();
  }

  /** Called after each commit in this process. @returns what ends it */
  onCommitted(listener: (committed: Committed) => void): () => void {
    this.emitter.on('committed', listener);
    return () => this.emitter.off('committed', listener);
  }

  /**
   * Runs `work` as one transaction and answers its result, which has to survive JSON: with a command id in the
   * call the answer is kept, and the same id gets it again without doing anything.
   * Deadlocks and serialisation failures are tried again, so `work` must have no effect outside the database.
   * @throws Problem command_reused when the id was used with another input
   */
  async write<T>(call: Call, work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await inSpan(
          { name: 'transaction', within: true, attributes: { 'foyer.attempt': attempt } },
          () => this.writeOnce(call, work),
        );
      } catch (error) {
        if (databaseError(error)?.code === diskFull) this.full = true;
        if (attempt >= attempts || !isTransient(error)) throw error;
      }
    }
  }

  /** For hot paths whose own statement writes the change log: says after the commit that these streams have moved. */
  announce(streams: string[]): void {
    this.emitter.emit('committed', { streams, facts: false });
  }

  /**
   * Carries out one statement of a hot path, which each connection parses and plans once: planning a long one costs
   * more than carrying it out for a few rows.
   * @param name stands for the text: another text under the same name is refused
   * @param query with its values as `$1`, `$2`, … in the text; written out once
   * @param line where statements would wait for each other's locks anyway: see `Lines`
   */
  async prepared<T extends object>(
    name: string,
    query: RawBuilder<T>,
    values: unknown[],
    line?: string,
  ): Promise<T[]> {
    const known = this.texts.get(name) ?? { query, text: query.compile(this.sql).sql };
    if (known.query !== query) throw new Error(`Another statement is called ${name} already`);
    this.texts.set(name, known);
    const { text } = known;
    const pool = await this.orm.em.getDriver().getConnection().getNativeClient();
    for (let attempt = 0; ; attempt++) {
      try {
        if (line !== undefined) return await this.lines.send<T>(pool, line, { name, text, values });
        return (await pool.query<T>({ name, text, values })).rows;
      } catch (error) {
        if (databaseError(error)?.code === diskFull) this.full = true;
        // A table has got a column: nothing was carried out, and the pool has dropped the connection with the old plan.
        // Or the one before it in the line was refused when it should have made the plan for both.
        const planless = isPlanOutOfDate(error) || (line !== undefined && isPlanUnknown(error));
        if (attempt > pool.options.max || !planless) throw error;
      }
    }
  }

  /**
   * Whether this database does what a process needs: it answers, and takes writes again where one has found no room.
   * @throws what it answers instead
   */
  async check(): Promise<void> {
    if (!this.full) return void (await sql`select 1`.execute(this.sql));
    // Somewhat more than the free space within what it has already.
    await this.sql.transaction().execute(async (transaction) => {
      await sql`
        create temporary table room_left on commit drop as
          select repeat(md5(n::text), 30) as words from generate_series(1, 2000) n`.execute(transaction);
    });
    this.full = false;
  }

  /** Reads several things as of one instant. */
  snapshot<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return this.sql
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(work);
  }

  /** How many connections this process has open, by what they are at, and how many wait for one. */
  async connections(): Promise<{ busy: number; idle: number; waiting: number; most: number }> {
    const pool = await this.orm.em.getDriver().getConnection().getNativeClient();
    const { totalCount, idleCount, waitingCount } = pool;
    return {
      busy: totalCount - idleCount,
      idle: idleCount,
      waiting: waitingCount,
      most: pool.options.max,
    };
  }

  private async writeOnce<T>(call: Call, work: (tx: Tx) => Promise<T>): Promise<T> {
    const effects = new Effects();
    let last: Promise<unknown> = Promise.resolve();
    const answer = await this.orm.em.fork().transactional(async (em) => {
      const kysely = await unqueued(em.getKysely<unknown>());
      const earlier = await claimCommand<T>(kysely, call);
      if (earlier) return earlier.answer;
      const tx: Tx = {
        em,
        sql: kysely,
        fact: (name, payload) => effects.fact(name, payload),
        change: (stream, change) => effects.change(stream, change),
      };
      if (call.deed && call.actor) await nameActor(kysely, call.actor.person);
      const result = await work(tx);
      await em.flush();
      if (call.deed && !call.deed.noted) await noteDeed(kysely, call.actor?.person ?? null, call.deed);
      // Stream rows are locked last and in order of name: writers of several streams cannot block each other.
      const statements = [commandSettled(call, result), effects.written()];
      last = inOrder(statements.flatMap((one) => (one ? [one.execute(kysely)] : [])));
      // The commit leaves right behind them. Where one has failed, PostgreSQL rolls back instead.
      last.catch(() => undefined);
      return result;
    });
    await last;
    // Also where the answer is the one given before: then the deed was noted with it.
    if (call.deed) call.deed.noted = true;
    if (!effects.empty) this.emitter.emit('committed', effects.committed);
    return answer;
  }

  async close(): Promise<void> {
    await this.orm.close();
  }
}

/** A transaction's connection without the query builder's own queue, in which each statement waits for the last answer. */
async function unqueued(transaction: Sql): Promise<Sql> {
  const executor = transaction.getExecutor();
  const connection = await executor.provideConnection((one) => Promise.resolve(one));
  const direct = executor.withConnectionProvider({ provideConnection: (work) => work(connection) });
  return { getExecutor: () => direct };
}

function isTransient(error: unknown): boolean {
  const code = databaseError(error)?.code;
  return code === serializationFailure || code === deadlockDetected || isPlanOutOfDate(error);
}

/**
 * Whether the database can do nothing about it for the moment: it cannot be reached (restarting, gone, out of
 * connections), has no room or memory left, or somebody holds for too long what is needed.
 */
export function isDatabaseAway(error: unknown): boolean {
  const code = databaseError(error)?.code;
  if (code) return /^(08|53|57P)/.test(code) || code === lockNotAvailable;
  for (let inner: unknown = error; inner instanceof Error; inner = inner.cause) {
    if ('code' in inner && typeof inner.code === 'string' && /^(ECONN|EPIPE|ETIMEDOUT)/.test(inner.code))
      return true;
    if (/Connection terminated|timeout exceeded when trying to connect/.test(inner.message)) return true;
  }
  return false;
}

export { databaseError, sql };
