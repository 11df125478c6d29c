import { sql, type Database, type Jobs, type Metrics } from '@foyer/platform';

/**
 * What must happen and has not yet. The same figures from every worker, since they are the database's: read the
 * greatest, do not add them up.
 */
export function watchDuties(metrics: Metrics, database: Database, jobs: Pick<Jobs, 'counts'>): void {
  const one = async (query: ReturnType<typeof sql<{ value: number }>>): Promise<Record<string, number>> => {
    const { rows } = await query.execute(database.sql);
    return { value: rows[0]?.value ?? 0 };
  };
  metrics.watch('foyer_outbox_facts', 'Facts not yet handed to the job queue.', null, () =>
    one(sql`select count(*)::int as value from outbox_fact where handed_at is null`),
  );
  metrics.watch('foyer_outbox_lag_seconds', 'Age of the oldest of them.', null, () =>
    one(
      sql`select coalesce(extract(epoch from now() - min(created_at)), 0)::float as value
        from outbox_fact where handed_at is null`,
    ),
  );
  metrics.watch('foyer_jobs', 'Jobs by state.', 'state', () => jobs.counts());
  metrics.watch('foyer_mails', 'Mail that waits, and mail that could not be sent.', 'state', async () => {
    const { rows } = await sql<{ state: string; count: number }>`
      select state, count(*)::int as count from mail where state in ('queued', 'failed') group by state`.execute(
      database.sql,
    );
    return { queued: 0, failed: 0, ...Object.fromEntries(rows.map(({ state, count }) => [state, count])) };
  });
  metrics.watch('foyer_mail_lag_seconds', 'How long the oldest waiting mail has waited.', null, () =>
    one(sql`
      select coalesce(extract(epoch from now() - min(created_at)), 0)::float as value
      from mail where state = 'queued' and not (kind = 'organiser-message' and look_at > now())`),
  );
  metrics.watch('foyer_reminders_overdue', 'Reminders that are due and not told.', null, () =>
    one(sql`
      select count(*)::int as value from reminder r join event e on e.id = r.event_id
      where r.told_at is null and greatest(r.due_at, r.held_until) < event_now(e.clock_at, e.clock_real, e.clock_rate, now()) - interval '1 minute'`),
  );
}
