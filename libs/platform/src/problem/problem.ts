import { problems, type ProblemCode, type ProblemDocument, type ProblemParams } from '@foyer/contracts';
import type { z } from 'zod';

/** What a room throws when it cannot do what was asked; the doors turn it into an RFC 9457 answer. */
export class Problem extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly params: ProblemParams = {},
    readonly errors: NonNullable<ProblemDocument['errors']> = [],
    /** Seconds after which trying again makes sense (`Retry-After`). */
    readonly retryAfter?: number,
  ) {
    super(problems[code].title);
    this.name = 'Problem';
  }

  toDocument(instance?: string, traceId?: string): ProblemDocument {
    return {
      type: `/problems/${this.code}`,
      title: problems[this.code].title,
      status: problems[this.code].status,
      code: this.code,
      ...(Object.keys(this.params).length ? { params: this.params } : {}),
      ...(this.errors.length ? { errors: this.errors } : {}),
      ...(instance ? { instance } : {}),
      ...(traceId ? { traceId } : {}),
    };
  }
}

/** Parses input from outside; what is wrong is told by RFC 6901 pointers. */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown, prefix = ''): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new Problem(
    'invalid_input',
    {},
    parsed.error.issues.slice(0, 50).map((issue) => ({
      pointer: `${prefix}${issue.path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`,
      message: issue.message,
    })),
  );
}
