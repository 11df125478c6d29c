import pg from 'pg';
import { findDemo, isGoingOn, type FoundDemo } from '../look/demo.js';
import { demoModules, makeDemo } from './make-demo.js';
import { moveEvent } from './move-demo.js';
import { withRooms } from './rooms.js';

const minute = 60_000;
/** The session that is live has begun so long ago. */
const liveSince = 15 * minute;
/** Agendas begin at such minutes. */
const grid = 5 * minute;

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
  if (isGoingOn(found, now)) return 'kept';
  const seconds = (anchor - liveSince - found.liveFrom.getTime()) / 1_000;
  await withRooms(databaseUrl, demoModules, (rooms) => moveEvent(rooms, found.event, seconds));
  return 'moved';
}

async function find(databaseUrl: string): Promise<FoundDemo | null> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return await findDemo(client);
  } finally {
    await client.end();
  }
}
