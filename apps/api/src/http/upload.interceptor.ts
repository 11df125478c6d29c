import { routes, uploadRule, type RouteId } from '@foyer/contracts';
import { Limits } from '@foyer/platform';
import {
  Inject,
  Injectable,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { routeKey } from './handles.js';
import { readUpload } from './upload.js';

/** Uploads cost memory and time to look into. */
const allowance = { person: { times: 120, seconds: 3_600 }, address: { times: 2_400, seconds: 3_600 } };

/** Reads the file that a door takes, once the guard has let its sender in. */
@Injectable()
export class UploadInterceptor implements NestInterceptor {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(Limits) private readonly limits: Limits,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const id = this.reflector.get<RouteId | undefined>(routeKey, context.getHandler());
    const rule = id && uploadRule(routes[id]);
    if (rule) {
      const request = context.switchToHttp().getRequest<FastifyRequest>();
      await this.limits.useBy({ actor: request.actor, address: request.ip }, 'upload', allowance);
      request.body = await readUpload(request, rule);
    }
    return next.handle();
  }
}
