import type { FastifyInstance } from 'fastify';

/** Nobody posts large forms here: mail programs send one field. */
const bodyLimitBytes = 10_000;

/** Reads `application/x-www-form-urlencoded`, in which mail programs unsubscribe; JSON is for all else. */
export function parseForms(fastify: Pick<FastifyInstance, 'addContentTypeParser' | 'hasContentTypeParser'>): void {
  const type = 'application/x-www-form-urlencoded';
  if (fastify.hasContentTypeParser(type)) return;
  fastify.addContentTypeParser<string>(
    type,
    { parseAs: 'string', bodyLimit: bodyLimitBytes },
    (_request, body, done) => {
      done(null, Object.fromEntries(new URLSearchParams(body)));
    },
  );
}
