import { routes, type RouteId } from '@foyer/contracts';
import { Database, noteDeed } from '@foyer/platform';
import {
  Inject,
  Injectable,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { map, mergeMap, type Observable } from 'rxjs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Encoded, encodedHeaders } from './encoded.js';
import { FileAnswer } from './file-answer.js';
import { routeKey } from './handles.js';

/** Parses each answer by its schema: what is not declared does not leave the house. What was encoded before is sent as it is. */
@Injectable()
export class AnswerInterceptor implements NestInterceptor {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(Database) private readonly database: Database,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const id = this.reflector.get<RouteId | undefined>(routeKey, context.getHandler());
    if (!id) return next.handle();
    const http = context.switchToHttp();
    return next.handle().pipe(
      mergeMap((answer: unknown) => this.noted(http.getRequest<FastifyRequest>(), answer)),
      map((answer: unknown) => {
        const reply = http.getResponse<FastifyReply>();
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

  /** What gives files away writes nothing else: it is noted before the file goes out. */
  private async noted({ deed, actor }: FastifyRequest, answer: unknown): Promise<unknown> {
    if (deed && actor && !deed.noted) await noteDeed(this.database.sql, actor.person, deed);
    return answer;
  }
}
