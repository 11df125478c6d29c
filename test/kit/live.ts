import { CookieJar, createLive, type Live } from '@foyer/client';
import { signedIn } from './factories.js';
import type { Foyer } from './foyer.js';

/** A person's live connection, as a browser would have it. Close it at the end. */
export async function aLive(
  foyer: Foyer,
  person: { id: string } | null,
  options: { url?: string } = {},
): Promise<Live> {
  const cookies = new CookieJar();
  if (person) cookies.store([`${await signedIn(foyer, person)}; Path=/`]);
  return createLive({ url: options.url ?? foyer.url, cookies, reconnectAfterMs: 20, lingerMs: 0 });
}
