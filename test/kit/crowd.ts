import { CookieJar, createLive, type Live } from '@foyer/client';
import { EventAccess } from '@foyer/events';
import { Person, Sessions } from '@foyer/people';
import { houseCall } from '@foyer/platform';
import { unique } from './factories.js';
import type { Foyer } from './foyer.js';

/** One of many: signed in, and connected as a browser would be. */
export interface Follower {
  id: string;
  live: Live;
}

/** So many people who take part in an event, each with a connection of their own. Close them at the end. */
export async function aCrowd(foyer: Foyer, event: { id: string }, size: number): Promise<Follower[]> {
  return foyer.database.write(houseCall, async (tx) => {
    const people = Array.from({ length: size }, () => {
      const number = unique();
      return tx.em.create(Person, { email: `crowd-${number}@example.org`, name: `Visitor ${number}` });
    });
    await tx.em.flush();
    const ids = people.map(({ id }) => id);
    await foyer.get(EventAccess).grantAll(tx, event.id, ids, 'attendee');
    const crowd: Follower[] = [];
    for (const id of ids) {
      const { token } = await foyer.get(Sessions).open(tx, id, 'crowd');
      const cookies = new CookieJar();
      cookies.store([`foyer-session=${token}; Path=/`]);
      crowd.push({ id, live: createLive({ url: foyer.url, cookies, lingerMs: 0 }) });
    }
    return crowd;
  });
}
