import { routes, type RouteId } from '@foyer/contracts';
import { Sessions } from '@foyer/people';
import { actorFor, ENV, Problem, type Env } from '@foyer/platform';
import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '@foyer/platform';
import { sessionCookie } from './cookies.js';
import { routeKey } from './handles.js';
import { isOwnOrigin } from './origin.js';

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor | null;
  }
}

/** Every door passes here: who calls, from where, and whether this door is open to them at all. */
@Injectable()
export class ActorGuard implements CanActivate {
  constructor(
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(ENV) private readonly env: Env,
    @Inject(Reflector) private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const id = this.reflector.get<RouteId | undefined>(routeKey, context.getHandler());
    request.actor = null;
    if (!id) return true;
    const route = routes[id];
    if (route.access === 'demo' && !this.env.FOYER_DEMO) throw new Problem('not_found');
    // A mail program unsubscribes without an Origin; browsers send one with every write.
    if (route.method !== 'GET' && !isOwnOrigin(this.env, request.headers.origin, request.headers.host)) {
      throw new Problem('foreign_origin');
    }
    const actor = await this.sessions.resolve(sessionCookie(this.env, request.cookies));
    request.actor = actorFor(route, actor);
    if (route.access === 'signed-in' && !request.actor) throw new Problem('not_signed_in');
    return true;
  }
}
