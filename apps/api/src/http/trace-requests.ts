import { insideSpan, openSpan, withTrace, type OpenSpan } from '@foyer/platform';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Every request is a trace; where traces are sent, its first span is the request by its route's template. */
export function traceRequests(fastify: FastifyInstance): void {
  const open = new WeakMap<FastifyRequest, OpenSpan>();
  fastify.addHook('onRequest', (request, _reply, done) =>
    withTrace(null, () => {
      // The path itself may hold a token.
      const route = request.routeOptions.url ?? 'unknown';
      const { method } = request;
      const span = openSpan({
        ...{ name: `${method} ${route}`, kind: 'server' },
        attributes: { 'http.request.method': method, 'http.route': route },
      });
      if (!span) return done();
      open.set(request, span);
      insideSpan(span, done);
    }),
  );
  fastify.addHook('onResponse', (request, reply, done) => {
    const span = open.get(request);
    span?.note({ 'http.response.status_code': reply.statusCode });
    span?.end(reply.statusCode >= 500 ? new Error('5xx') : undefined);
    done();
  });
}
