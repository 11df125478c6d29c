import type { AgendaQueries } from '@foyer/agenda';
import { routes } from '@foyer/contracts';
import type { Sessions } from '@foyer/people';
import { actorFor, type Actor, type Env } from '@foyer/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { sessionCookie } from '../http/cookies.js';
import { encodedHeaders } from '../http/encoded.js';
import { bareHeaders } from '../http/headers.js';

const path = `/api${routes.getAgenda.path}`;
const Params = z.object({ event: z.string() });

/**
 * A hook that sends the agenda where its encoded answer is at hand, before the request goes through everything that
 * only other answers need: the whole audience reads it at the same moments. What is not at hand (unknown, a draft,
 * changed, not looked at for a second) goes on to the controller, which has the last word.
 */
export function hotAgenda(queries: AgendaQueries, sessions: Sessions, env: Env) {
  const bare = bareHeaders(env);
  const send = (reply: FastifyReply, event: string, actor: Actor | null): boolean => {
    const encoded = queries.atHand(actor, event);
    if (encoded) void reply.headers(encodedHeaders(encoded)).headers(bare).send(encoded.body);
    return encoded !== undefined;
  };
  return (request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void): void => {
    if (request.routeOptions.url !== path || request.method !== 'GET') return done();
    const params = Params.safeParse(request.params);
    if (!params.success) return done();
    const token = sessionCookie(env, request.cookies);
    if (token === undefined) {
      if (!send(reply, params.data.event, null)) done();
      return;
    }
    sessions.resolve(token).then(
      (actor) => {
        if (!send(reply, params.data.event, actorFor(routes.getAgenda, actor))) done();
      },
      // The guard meets the same failure and tells of it.
      () => done(),
    );
  };
}
