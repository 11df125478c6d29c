/** Set for a server that is started before its database is ready, so that it loads its code meanwhile. */
const heldKey = 'FOYER_HELD';

/**
 * Where a supervisor holds this process: waits for its word, which brings what the environment still lacked. Everybody
 * else goes on at once.
 */
export async function whileHeld(): Promise<void> {
  if (process.env[heldKey] !== '1') return;
  if (!process.connected) process.kill(process.pid, 'SIGTERM');
  const said = await new Promise<unknown>((resolve) => process.once('message', resolve));
  if (typeof said !== 'object' || said === null) return;
  const rest: [string, unknown][] = Object.entries(said);
  for (const [key, value] of rest) {
    if (typeof value === 'string') process.env[key] = value;
  }
}
