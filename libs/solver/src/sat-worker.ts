/**
 * Runs the optional SAT solver in a thread of its own, so that nobody waits for it. Stands alone: it is
 * also run straight from source, where relative imports would not be found.
 */
import { Cadical } from 'cadical-wasm';
import { parentPort, workerData } from 'node:worker_threads';

interface Question {
  id: number;
  assumptions: number[];
  conflicts: number;
}

interface Setup {
  clauses: Int32Array;
  variables: number;
  /** Not 0 = give up. */
  stop: Int32Array;
}

const { clauses, variables, stop } = workerData as Setup;
const solver = await Cadical.create({ quiet: true });
solver.ensureVars(variables);
let start = 0;
for (let i = 0; i < clauses.length; i++) {
  if (clauses[i] !== 0) continue;
  solver.addClause(clauses.subarray(start, i));
  start = i + 1;
}
solver.setTerminate(() => Atomics.load(stop, 0) !== 0);

parentPort?.on('message', (question: Question) => {
  const { id, assumptions, conflicts } = question;
  const status = solver.solve({ assumptions, conflicts });
  const core = status === 'unsatisfiable' ? solver.failedAssumptions() : [];
  const model = status === 'satisfiable' ? Uint8Array.from(solver.model(), (v) => (v ? 1 : 0)) : undefined;
  parentPort?.postMessage({ id, status, core, model });
});
parentPort?.postMessage({ ready: true });
