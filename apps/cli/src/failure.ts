/** A wrong use or a state of things that the person at the keyboard can put right; its message is a whole sentence. */
export class CommandProblem extends Error {
  override readonly name = 'CommandProblem';
}

const SENTENCES = new Set(['CommandProblem', 'EmbeddedProblem']);

/** What to print: the sentence alone where there is one, the stack where the fault is ours. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return SENTENCES.has(error.name) ? error.message : (error.stack ?? error.message);
}
