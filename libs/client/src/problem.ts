import { problems, type ProblemCode, type ProblemDocument } from '@foyer/contracts';

/** What the server refused, or could not be asked; `problem` is what a reader is told from. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: ProblemDocument;
  /** Seconds after which asking again makes sense, where the server said so (`Retry-After`). */
  readonly retryAfterSeconds: number | undefined;

  constructor(problem: ProblemDocument, options: { cause?: unknown; retryAfterSeconds?: number } = {}) {
    super(problem.detail ?? problem.title, options.cause === undefined ? {} : { cause: options.cause });
    this.problem = problem;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  get code(): ProblemCode {
    return this.problem.code;
  }
}

/** A problem that arose on this side of the wire: no answer, or one that nobody can read. */
export function localProblem(code: ProblemCode, detail: string, cause?: unknown): ProblemError {
  const { status, title } = problems[code];
  return new ProblemError({ type: `/problems/${code}`, title, status, code, detail }, { cause });
}

/** Whether `error` is a problem, of the given code where one is named. */
export function isProblem(error: unknown, code?: ProblemCode): error is ProblemError {
  return error instanceof ProblemError && (code === undefined || error.code === code);
}
