import { Problem } from '../problem/problem.js';

/** The SQLSTATE and constraint of a database error, however deep the ORM has wrapped it. */
export function databaseError(error: unknown): { code: string; constraint?: string } | null {
  for (let inner: unknown = error; inner instanceof Error; inner = inner.cause) {
    if (inner instanceof Problem) return null;
    if ('code' in inner && typeof inner.code === 'string' && /^[0-9A-Z]{5}$/.test(inner.code)) {
      const constraint =
        'constraint' in inner && typeof inner.constraint === 'string' ? inner.constraint : undefined;
      return constraint === undefined ? { code: inner.code } : { code: inner.code, constraint };
    }
  }
  return null;
}
