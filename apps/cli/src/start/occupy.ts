import { probePort, waitUntil } from '@foyer/platform/embedded';
import { CommandProblem } from '../failure.js';
import { isLock, stillRuns, takeLock, type Holder, type Lock } from '../lock.js';

/** Takes the data folder, clearing up after a supervisor that was killed. */
export async function occupyFolder(folder: string): Promise<Lock> {
  const deadline = performance.now() + 30_000;
  for (;;) {
    const taken = await takeLock(folder, 'start');
    if (isLock(taken)) {
      if (taken.leftBy) await clearUpAfter(taken.leftBy);
      return taken;
    }
    const isLeaving = taken.stopping === true || (taken.parent !== undefined && !stillRuns(taken.parent));
    if ((taken.purpose === 'start' && !isLeaving) || performance.now() > deadline) throw inUse(taken, folder);
    // A command has the database for a moment, or the one before us is on its way out.
    await waitUntil(() => !stillRuns(taken), 1_000);
  }
}

/** Servers notice when their supervisor is gone and end by themselves; see that they do. */
async function clearUpAfter(holder: Holder): Promise<void> {
  const left = holder.children ?? [];
  if (await waitUntil(() => !left.some(stillRuns), 5_000, 50)) return;
  for (const name of left.filter(stillRuns)) process.kill(name.pid, 'SIGKILL');
  await waitUntil(() => !left.some(stillRuns), 5_000, 50);
}

function inUse(holder: Holder, folder: string): CommandProblem {
  if (holder.purpose === 'command') {
    return new CommandProblem(
      `A foyer command (process ${holder.pid}) is using ${folder}: wait until it has finished.`,
    );
  }
  const where = holder.url === undefined ? '' : ` at ${holder.url}`;
  return new CommandProblem(
    `Foyer is already running${where} with the data in ${folder} (process ${holder.pid}).\n` +
      'Use that one, stop it with Ctrl-C in its window, or start a second one beside it with its own data and port:\n\n' +
      '    FOYER_DATA=.foyer-2 PORT=3001 npm start',
  );
}

/** @throws CommandProblem with a sentence when the api could not listen there. */
export async function checkPort(port: number, host: string): Promise<void> {
  switch (await probePort(port, host)) {
    case undefined:
      return;
    case 'EADDRINUSE': {
      let other = port + 1;
      while (other < 65_535 && (await probePort(other, host)) !== undefined) other++;
      throw new CommandProblem(
        `Port ${port} is taken by another program: stop that program, or start Foyer on a free port with\n\n    PORT=${other} npm start`,
      );
    }
    case 'EACCES':
      throw new CommandProblem(
        `This account may not use port ${port}: choose one above 1023, such as PORT=3000.`,
      );
    default:
      throw new CommandProblem(
        'HOST is not an address of this machine: leave it out, or set HOST=0.0.0.0 for all of them.',
      );
  }
}
