import { setTimeout as sleep } from 'node:timers/promises';
import type { Server } from 'socket.io';

const stepMilliseconds = 50;

/**
 * Closes every connection of this process, evenly over the time given: each client comes back elsewhere by itself.
 * @param milliseconds how long that may take; 0 closes all at once
 */
export async function letGo(server: Server, milliseconds: number): Promise<void> {
  const ends = performance.now() + milliseconds;
  for (;;) {
    const open = [...server.sockets.sockets.values()];
    const steps = Math.max(1, Math.ceil((ends - performance.now()) / stepMilliseconds));
    // The connection and not the socket: a client whose connection breaks sends again what was not acknowledged.
    for (const socket of open.slice(0, Math.ceil(open.length / steps))) socket.conn.close();
    if (steps === 1 || open.length === 0) return;
    await sleep(stepMilliseconds);
  }
}
