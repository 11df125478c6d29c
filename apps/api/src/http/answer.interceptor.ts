import { routes, type RouteId } from '@foyer/contracts';
import {
  Inject,
  Injectable,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { map, type Observable } from 'rxjs';
import { z } from 'zod';
import { routeKey } from './handles.js';

/** Parses each answer by its schema: what is not declared does not leave the house. */
@Injectable()
export class AnswerInterceptor implements NestInterceptor {
  constructor(@Inject(Reflector) private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const id = this.reflector.get<RouteId | undefined>(routeKey, context.getHandler());
    if (!id) return next.handle();
    return next.handle().pipe(map((answer: unknown) => z.parse(routes[id].answer, answer)));
  }
}
