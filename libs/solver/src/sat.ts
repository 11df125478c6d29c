import { Worker } from 'node:worker_threads';

/** What the SAT solver says; `unavailable` when the optional package is not installed. */
export type SatStatus = 'satisfiable' | 'unsatisfiable' | 'unknown' | 'unavailable';

export interface SatAnswer {
  status: SatStatus;
  /** Truth of each variable at its index, when satisfiable. */
  model?: Uint8Array;
  /** Assumptions that cannot hold together, when unsatisfiable. */
  core?: number[];
}

interface Reply extends SatAnswer {
  id?: number;
}

/** A SAT solver in a thread of its own, holding one formula. `stop` interrupts it; `close` ends it. */
export class Sat {
  private readonly worker: Worker;
  private readonly stopFlag = new Int32Array(new SharedArrayBuffer(4));
  private readonly waiting = new Map<number, (answer: SatAnswer) => void>();
  private next = 1;
  private failed = false;

  constructor(clauses: Int32Array<ArrayBuffer>, variables: number) {
    // Compiled the file is .js; run from source, as tests do, Node strips the types itself.
    const file = import.meta.url.endsWith('.ts') ? './sat-worker.ts' : './sat-worker.js';
    this.worker = new Worker(new URL(file, import.meta.url), {
      workerData: { clauses, variables, stop: this.stopFlag },
      transferList: [clauses.buffer],
      execArgv: [],
    });
    this.worker.on('message', (reply: Reply) => {
      if (reply.id === undefined) return;
      this.waiting.get(reply.id)?.(reply);
      this.waiting.delete(reply.id);
    });
    this.worker.on('error', () => this.giveUp());
    this.worker.on('exit', () => this.giveUp());
  }

  private giveUp(): void {
    this.failed = true;
    for (const answer of this.waiting.values()) answer({ status: 'unavailable' });
    this.waiting.clear();
  }

  /** Asks whether the formula can hold under the assumptions; `unknown` after so many conflicts. */
  ask(assumptions: number[], conflicts: number): Promise<SatAnswer> {
    if (this.failed) return Promise.resolve({ status: 'unavailable' });
    const id = this.next++;
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      this.worker.postMessage({ id, assumptions, conflicts });
    });
  }

  /** Interrupts the question being worked on; it is answered with `unknown`. */
  stop(): void {
    Atomics.store(this.stopFlag, 0, 1);
  }

  async close(): Promise<void> {
    this.stop();
    await this.worker.terminate();
  }
}
