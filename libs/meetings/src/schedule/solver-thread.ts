import { Worker, type WorkerOptions } from 'node:worker_threads';
import type { FromThread, ToThread } from './solve-thread.js';
import type { Found, ScheduleTask, SearchSettings } from './task.js';

/** A search that goes on in a thread. */
export interface Search {
  /** The best plan, when time is up or `stop` was called. Rejects when the thread dies. */
  done: Promise<Found>;
  /** Ends it with the best plan so far. */
  stop(): void;
  /** Ends the thread at once. */
  kill(): Promise<void>;
}

/** Starts searching. @param onBetter gets every better plan, on this thread */
export function startSearch(
  task: ScheduleTask,
  settings: SearchSettings,
  onBetter: (found: Found) => void,
): Search {
  const worker = new Worker(...program({ task, settings }));
  const done = new Promise<Found>((resolve, reject) => {
    worker.on('message', ({ kind, found }: FromThread) =>
      kind === 'done' ? resolve(found) : onBetter(found),
    );
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`the search ended with ${code}`)));
  });
  // Whoever kills it does not wait for it.
  done.catch(() => undefined);
  return {
    done,
    stop: () => worker.postMessage('stop' satisfies ToThread),
    kill: async () => void (await worker.terminate()),
  };
}

function program(workerData: object): [URL, WorkerOptions] {
  if (!import.meta.url.endsWith('.ts')) {
    return [new URL('./solve-thread.js', import.meta.url), { workerData, execArgv: [] }];
  }
  const hooks = new URL('./from-source.mjs', import.meta.url).href;
  const execArgv = ['--disable-warning=ExperimentalWarning', '--import', hooks];
  return [new URL('./solve-thread.ts', import.meta.url), { workerData, execArgv }];
}
