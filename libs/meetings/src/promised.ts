import type { Promised } from '@foyer/contracts';
import type { EventEntity } from '@foyer/events';
import { sql, type Sql } from '@foyer/platform';

const day = 86_400_000;

/** From a day before an event to a day after it: what stands then concerns whoever takes part. */
export function aroundEvent(event: Pick<EventEntity, 'startsAt' | 'endsAt'>): { from: Date; to: Date } {
  return { from: new Date(event.startsAt.getTime() - day), to: new Date(event.endsAt.getTime() + day) };
}

/** What a person has promised to be at around an event, in order of time, also in other events. */
export async function promisedOf(database: Sql, event: EventEntity, person: string): Promise<Promised[]> {
  const { from, to } = aroundEvent(event);
  const { rows } = await sql<Omit<Promised, 'startsAt' | 'endsAt'> & { startsAt: Date; endsAt: Date }>`
    select kind, case when event_id = ${event.id} then ref end as ref, starts_at as "startsAt", ends_at as "endsAt"
    from commitment
    where person_id = ${person} and tstzrange(starts_at, ends_at) && tstzrange(${from}, ${to})
    order by starts_at`.execute(database);
  return rows.map(({ startsAt, endsAt, ...rest }) => ({
    ...rest,
    startsAt: new Date(startsAt).toISOString(),
    endsAt: new Date(endsAt).toISOString(),
  }));
}
