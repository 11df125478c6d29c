import type pg from 'pg';

export const demoSlug = 'demo';
/** The session that is going on when the demo is made. */
export const liveSession = 'joint-projects';

export interface FoundDemo {
  event: string;
  /** A rehearsal has set its clock: then its times are not ours to move. */
  rehearsed: boolean;
  complete: boolean;
  liveFrom: Date;
  liveTo: Date;
}

/** A look without opening the house: most starts need nothing more. */
export async function findDemo(client: pg.Client): Promise<FoundDemo | null> {
  const { rows } = await client.query<FoundDemo>(
    `select e.id as event, e.clock_at is not null as rehearsed,
       exists (select from meeting_request r where r.event_id = e.id) as complete,
       coalesce(s.starts_at, e.starts_at) as "liveFrom", coalesce(s.ends_at, e.ends_at) as "liveTo"
     from event e left join session s on s.event_id = e.id and s.slug = $2
     where e.slug = $1`,
    [demoSlug, liveSession],
  );
  return rows[0] ?? null;
}

/** Whether it is as it should be: all there and, where its times are ours, with its session live. */
export function isGoingOn(found: FoundDemo | null, now: Date): boolean {
  return found?.complete === true && (found.rehearsed || (found.liveFrom <= now && now < found.liveTo));
}
