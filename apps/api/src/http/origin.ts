import type { Env } from '@foyer/platform';

/** Asked for every connection, and always the same. */
const origins = new Map<string, string>();
function originOf(url: string): string {
  const origin = origins.get(url) ?? new URL(url).origin;
  origins.set(url, origin);
  return origin;
}

/**
 * Whether a write comes from our own pages. Browsers always say where a write comes from; a missing Origin is a
 * program, which carries no cookie of a person by accident.
 */
export function isOwnOrigin(
  env: Pick<Env, 'publicUrl' | 'NODE_ENV'>,
  origin: string | undefined,
  host: string | undefined,
): boolean {
  if (origin === undefined) return true;
  if (origin === originOf(env.publicUrl)) return true;
  try {
    const from = new URL(origin);
    // Reached by another of this machine's names, such as localhost for 127.0.0.1: same host and port as asked.
    return host !== undefined && from.host === host;
  } catch {
    return false;
  }
}
