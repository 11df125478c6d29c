/** Searches in a thread of its own, so that nobody else in the process waits for it. */
import { parentPort, workerData } from 'node:worker_threads';
import { search } from './search.js';
import type { Found, ScheduleTask, SearchSettings } from './task.js';

/** What is said to the thread and by it. */
export type ToThread = 'stop';
export type FromThread = { kind: 'better' | 'done'; found: Found };

const { task, settings } = workerData as { task: ScheduleTask; settings: SearchSettings };
const stopping = new AbortController();
parentPort?.on('message', () => stopping.abort());
const say = (kind: FromThread['kind'], found: Found): void =>
  parentPort?.postMessage({ kind, found } satisfies FromThread);

say('done', await search(task, settings, (found) => say('better', found), stopping.signal));
parentPort?.close();
