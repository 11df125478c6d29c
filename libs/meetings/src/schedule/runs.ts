import { scheduleStream, streamName, type ScheduleRun } from '@foyer/contracts';
import { Problem, sql, type Sql, type Tx } from '@foyer/platform';

type Row = Omit<ScheduleRun, 'createdAt' | 'finishedAt' | 'publishedAt'> & {
  createdAt: string;
  finishedAt: string | null;
  publishedAt: string | null;
};

/** Runs as organisers see them, the newest first; `r` is the run. */
export async function readRuns(
  database: Sql,
  condition: ReturnType<typeof sql>,
  limit = 50,
): Promise<ScheduleRun[]> {
  const { rows } = await sql<Row>`
    select r.id, r.mode, r.seconds, r.extra_tables as "extraTables", r.state, p.name as by, r.created_at as "createdAt",
      r.finished_at as "finishedAt", r.published_at as "publishedAt", r.elapsed, r.figures, r.version, r.problem,
      r.state = 'done' and r.edition <> ${editionOf(sql`r.event_id`)} as outdated,
      case when r.published is not null then jsonb_build_object(
        'booked', jsonb_array_length(r.published -> 'booked'), 'moved', jsonb_array_length(r.published -> 'moved'),
        'removed', jsonb_array_length(r.published -> 'removed'),
        'leftOut', jsonb_array_length(r.published -> 'leftOut')) end as outcome
    from schedule_run r left join person p on p.id = r.by_id
    where ${condition} order by r.id desc limit ${limit}`.execute(database);
  // Through this connection timestamps come as PostgreSQL prints them.
  const iso = (at: string | null): string | null => (at === null ? null : new Date(at).toISOString());
  return rows.map((row) => ({
    ...row,
    createdAt: new Date(row.createdAt).toISOString(),
    finishedAt: iso(row.finishedAt),
    publishedAt: iso(row.publishedAt),
  }));
}

/** How many plans of an event have been published. */
export const editionOf = (event: ReturnType<typeof sql>): ReturnType<typeof sql> =>
  sql`(select count(*)::int from schedule_run e where e.event_id = ${event} and e.state = 'published')`;

/** @throws Problem not_found */
export async function readRun(database: Sql, event: string, id: string): Promise<ScheduleRun> {
  const [run] = await readRuns(database, sql`r.id = ${id} and r.event_id = ${event}`);
  if (!run) throw new Problem('not_found');
  return run;
}

/** Tells those who follow how a run stands now. Called after the writes of the transaction. */
export async function tellRun(tx: Tx, event: string, id: string): Promise<ScheduleRun> {
  const run = await readRun(tx.sql, event, id);
  tx.change(streamName(scheduleStream, { event }), { put: { run: { [id]: run } } });
  return run;
}

/** The same for all runs that are shown. */
export async function tellRuns(tx: Tx, event: string): Promise<void> {
  const runs = await readRuns(tx.sql, shownRuns(event));
  tx.change(streamName(scheduleStream, { event }), {
    put: { run: Object.fromEntries(runs.map((run) => [run.id, run])) },
  });
}

/** What was stopped and left nothing is not shown. */
export const shownRuns = (event: string): ReturnType<typeof sql> =>
  sql`r.event_id = ${event} and r.state <> 'cancelled'`;
