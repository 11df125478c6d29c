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
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Encoded, encodedHeaders } from './encoded.js';
import { FileAnswer } from './file-answer.js';
import { routeKey } from './handles.js';

/** Parses each answer by its schema: what is not declared does not leave the house. What was encoded before is sent as it is. */
@Injectable()
export class AnswerInterceptor implements NestInterceptor {
  constructor(@Inject(Reflector) private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const id = this.reflector.get<RouteId | undefined>(routeKey, context.getHandler());
    if (!id) return next.handle();
    return next.handle().pipe(
      map((answer: unknown) => {
        const reply = context.switchToHttp().getResponse<FastifyReply>();
        if (answer instanceof FileAnswer) {
          void reply.headers(answer.headers());
          return answer.bytes;
        }
        if (!(answer instanceof Encoded)) return z.parse(routes[id].answer, answer);
        void reply.headers(encodedHeaders(answer));
        return answer.body;
      }),
    );
  }
}
