import pg from 'pg';
import { demoModules, demoSlug, liveSession, makeDemo } from './make-demo.js';
import { moveEvent } from './move-demo.js';
import { withRooms } from './rooms.js';

const minute = 60_000;
/** The session that is live has begun so long ago. */
const liveSince = 15 * minute;
/** Agendas begin at such minutes. */
const grid = 5 * minute;

interface Found {
  event: string;
  /** A rehearsal has set its clock: then its times are not ours to move. */
  rehearsed: boolean;
  complete: boolean;
  liveFrom: Date;
  liveTo: Date;
}

/**
 * Sees to it that the demo event is there and going on, with a session live: makes it at the first start, and at a
 * later one moves its times where that session is over. Call it before the servers start.
 * @param databaseUrl a database with this release's schema
 */
export async function seedDemo(databaseUrl: string, now = new Date()): Promise<'made' | 'moved' | 'kept'> {
  const anchor = Math.floor(now.getTime() / grid) * grid;
  const found = await find(databaseUrl);
  if (!found?.complete) {
    await withRooms(databaseUrl, demoModules, async (rooms) => {
      if (found) await moveEvent(rooms, found.event, (anchor - liveSince - found.liveFrom.getTime()) / 1_000);
      await makeDemo(rooms, new Date(anchor));
    });
    return 'made';
  }
  if (found.rehearsed || (found.liveFrom <= now && now < found.liveTo)) return 'kept';
  const seconds = (anchor - liveSince - found.liveFrom.getTime()) / 1_000;
  await withRooms(databaseUrl, demoModules, (rooms) => moveEvent(rooms, found.event, seconds));
  return 'moved';
}

/** A look without opening the house: most starts need nothing more. */
async function find(databaseUrl: string): Promise<Found | null> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<Found>(
      `select e.id as event, e.clock_at is not null as rehearsed,
         exists (select from meeting_request r where r.event_id = e.id) as complete,
         coalesce(s.starts_at, e.starts_at) as "liveFrom", coalesce(s.ends_at, e.ends_at) as "liveTo"
       from event e left join session s on s.event_id = e.id and s.slug = $2
       where e.slug = $1`,
      [demoSlug, liveSession],
    );
    return rows[0] ?? null;
  } finally {
    await client.end();
  }
}
