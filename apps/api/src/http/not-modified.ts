import type { FastifyReply, FastifyRequest } from 'fastify';

/** Turns an answer whose tag the caller already has into 304 without a body (RFC 9110, 13.1.2). */
export function answerNotModified(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
  done: (error: Error | null, payload?: unknown) => void,
): void {
  const etag = reply.getHeader('etag');
  const known = request.headers['if-none-match'];
  const reads = request.method === 'GET' || request.method === 'HEAD';
  if (!reads || typeof etag !== 'string' || known === undefined || reply.statusCode !== 200) {
    done(null, payload);
    return;
  }
  if (!holdsTag(known, etag)) {
    done(null, payload);
    return;
  }
  void reply.code(304).removeHeader('content-length').removeHeader('content-type');
  done(null, null);
}

/** Whether the caller's `If-None-Match` names this tag. */
export function holdsTag(known: string, etag: string): boolean {
  return known === etag || known === '*' || known.split(',').some((tag) => weak(tag) === weak(etag));
}

const weak = (tag: string): string => tag.trim().replace(/^W\//, '');
