import { streamName, taskStream, type FileInfo, type Task } from '@foyer/contracts';
import { EventAccess, moderators, organisers, type EventForCaller } from '@foyer/events';
import {
  Clock,
  Database,
  houseCall,
  Problem,
  ServesStream,
  sql,
  type Call,
  type Sql,
  type StreamEntries,
  type StreamParams,
  type StreamSource,
  type Tx,
} from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';

/** A task as its worker needs it. */
export interface TakenTask {
  id: string;
  kind: Task['kind'];
  about: string;
  event: string;
  input: unknown;
  by: string | null;
}
/** What comes of a task: numbers of an import, the file of an export. */
export type TaskResult = NonNullable<Task['result']> | FileInfo;
export interface NewTask {
  event: string;
  kind: Task['kind'];
  about: string;
  input: object;
  by: string | null;
}

/** Somebody has asked that the task stop. */
export class Stopped extends Error {}

const shownTasks = 20;

/** What goes on in the worker: begun by a door, carried by a fact, followed by a stream. */
@Injectable()
export class TasksService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Leaves a task for the worker, as part of the caller's transaction. */
  async leave(tx: Tx, { event, kind, about, input, by }: NewTask): Promise<Task> {
    const { rows } = await sql<{ id: string }>`
      insert into task (event_id, kind, about, input, by_id, created_at)
      values (${event}, ${kind}, ${about}, ${JSON.stringify(input)}::jsonb, ${by}, ${this.clock.now()})
      returning id`.execute(tx.sql);
    const id = rows[0]?.id ?? '';
    tx.fact('task.queued', { task: id });
    return this.told(tx, id);
  }

  /** @throws Problem forbidden for who does not organise the event */
  async list(call: Call, slug: string): Promise<Task[]> {
    const { event } = await this.access.findAs(call, { slug }, organisers);
    return readTasks(
      this.database.sql,
      sql`t.event_id = ${event.id} order by t.created_at desc, t.id desc limit ${shownTasks}`,
    );
  }

  /**
   * Whoever organises the event sees all of them, whoever moderates in it their own.
   * @throws Problem forbidden; not_found, also for a task of another event
   */
  async get(call: Call, slug: string, id: string): Promise<Task> {
    const found = await this.access.findAs(call, { slug }, moderators);
    return only(await readTasks(this.database.sql, sql`t.id = ${id} and ${visible(call, found)}`));
  }

  /** What waits stops at once; what runs, between two batches. */
  async cancel(call: Call, slug: string, id: string): Promise<Task> {
    return this.database.write(call, async (tx) => {
      const found = await this.access.findAs(call, { slug }, moderators, tx);
      const { numAffectedRows } = await sql`
        update task t set stopping = true,
          state = case when state = 'queued' then 'cancelled' else state end,
          finished_at = case when state = 'queued' then ${this.clock.now()}::timestamptz else finished_at end
        where id = ${id} and ${visible(call, found)} and state in ('queued', 'running')`.execute(tx.sql);
      if (numAffectedRows) return this.told(tx, id);
      return only(await readTasks(tx.sql, sql`t.id = ${id} and ${visible(call, found)}`));
    });
  }

  /** Takes a task up, also one whose worker has died. @returns null where there is nothing left to do */
  async take(id: string): Promise<TakenTask | null> {
    return this.database.write(houseCall, async (tx) => {
      const { rows } = await sql<TakenTask>`
        update task set state = 'running', done = 0, seen_at = ${this.clock.now()}
        where id = ${id} and state in ('queued', 'running')
        returning id, kind, about, event_id as event, input, by_id as by`.execute(tx.sql);
      const task = rows[0];
      if (task) await this.told(tx, id);
      return task ?? null;
    });
  }

  /**
   * The task's own transaction: what it writes, and that it is done, are one. Two workers never do the same one.
   * @throws Error where another worker is still at it: the queue tries again
   */
  async work(id: string, work: (tx: Tx) => Promise<TaskResult>): Promise<void> {
    await this.database.write(houseCall, async (tx) => {
      const { rows } = await sql<{ free: boolean }>`
        select pg_try_advisory_xact_lock(hashtextextended('task ' || ${id}, 0)) as free`.execute(tx.sql);
      if (!rows[0]?.free) throw new Error('another worker is at this task');
      const result = await work(tx);
      await sql`
        update task set state = 'done', done = total, result = ${JSON.stringify(result)}::jsonb,
          finished_at = ${this.clock.now()} where id = ${id}`.execute(tx.sql);
      await this.told(tx, id);
    });
  }

  /** Says how far it is, apart from the task's own transaction. @throws Stopped */
  async progress(id: string, done: number, total: number): Promise<void> {
    const stopping = await this.database.write(houseCall, async (tx) => {
      const { rows } = await sql<{ stopping: boolean }>`
        update task set done = ${done}, total = ${total}, seen_at = ${this.clock.now()}
        where id = ${id} and state = 'running' returning stopping`.execute(tx.sql);
      await this.told(tx, id);
      return rows[0]?.stopping ?? true;
    });
    if (stopping) throw new Stopped();
  }

  /** It ends without having done anything. */
  async end(id: string, state: 'failed' | 'cancelled', problem: Problem | null): Promise<void> {
    await this.database.write(houseCall, async (tx) => {
      await sql`
        update task set state = ${state}, problem = ${problem?.code ?? null}, finished_at = ${this.clock.now()}
        where id = ${id} and state in ('queued', 'running')`.execute(tx.sql);
      await this.told(tx, id);
      return null;
    });
  }

  private async told(tx: Tx, id: string): Promise<Task> {
    const task = only(await readTasks(tx.sql, sql`t.id = ${id}`));
    tx.change(streamName(taskStream, { task: id }), { put: { task: { [id]: task } } });
    return task;
  }
}

/** Of this event, and the caller's own unless they organise it. */
const visible = (call: Call, { event, roles }: EventForCaller) =>
  sql`t.event_id = ${event.id} and (${organisers.some((role) => roles.has(role))}
    or t.by_id = ${call.actor?.person ?? null}::uuid)`;

const only = (tasks: readonly Task[]): Task => {
  const [task] = tasks;
  if (!task) throw new Problem('not_found');
  return task;
};

async function readTasks(database: Sql, condition: ReturnType<typeof sql>): Promise<Task[]> {
  const { rows } = await sql<
    Omit<Task, 'createdAt' | 'finishedAt'> & { createdAt: string; finishedAt: string | null }
  >`
    select t.id, t.kind, t.state, t.done, t.total, t.about, p.name as by, t.problem,
      case when t.kind = 'people-import' then t.result end as result,
      case when t.kind in ('interactions-export', 'report-export') then t.result end as file,
      t.created_at as "createdAt", t.finished_at as "finishedAt"
    from task t left join person p on p.id = t.by_id where ${condition}`.execute(database);
  return rows.map((row) => ({
    ...row,
    // Through this connection timestamps come as PostgreSQL prints them.
    createdAt: new Date(row.createdAt).toISOString(),
    finishedAt: row.finishedAt === null ? null : new Date(row.finishedAt).toISOString(),
  }));
}

/** One task as it goes on, for who organises its event, and for who moderates there and has begun it. */
@ServesStream('task')
@Injectable()
export class TaskStreams implements StreamSource<'task'> {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
  ) {}

  async admit(call: Call, { task }: StreamParams<'task'>): Promise<void> {
    const { rows } = await sql<{ event: string; by: string | null }>`
      select event_id as event, by_id as by from task where id = ${task}`.execute(this.database.sql);
    const [found] = rows;
    if (!found) throw new Problem('not_found');
    const own = found.by !== null && found.by === call.actor?.person;
    await this.access.findAs(call, { id: found.event }, own ? moderators : organisers);
  }

  async snapshot(database: Sql, { task }: StreamParams<'task'>): Promise<StreamEntries<'task'>> {
    const tasks = await readTasks(database, sql`t.id = ${task}`);
    return { task: Object.fromEntries(tasks.map((one) => [one.id, one])) };
  }
}
