import {
  auditOf,
  routes,
  type AnyRoute,
  type RouteId,
  type RouteParsed,
  type RouteResult,
} from '@foyer/contracts';
import { fingerprint, parseInput, Problem, type Call, type Deed } from '@foyer/platform';
import {
  applyDecorators,
  createParamDecorator,
  HttpCode,
  RequestMapping,
  RequestMethod,
  SetMetadata,
  type ExecutionContext,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Encoded } from './encoded.js';
import type { FileAnswer } from './file-answer.js';
import { fingerprintOf } from './upload.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** What goes into the log of who did what, once it is done. */
    deed?: Deed;
  }
}

export const routeKey = 'foyer:route';

/** What a handler gets of a route: parsed params, query and body. */
export type In<Id extends RouteId> = RouteParsed<(typeof routes)[Id]>;
/** What a handler answers. */
export type Out<Id extends RouteId> = RouteResult<(typeof routes)[Id]>;

/** The request and reply, for the few doors that set cookies. */
export interface Wire {
  request: FastifyRequest;
  reply: FastifyReply;
}

/** Doors that send a file answer with one and nothing else. */
type Result<Id extends RouteId> = Out<Id> extends File ? FileAnswer : Out<Id> | Encoded<Out<Id>>;
type Handler<Id extends RouteId> = (input: In<Id>, call: Call, wire: Wire) => Promise<Result<Id>>;

const Parsed = createParamDecorator((id: RouteId, context: ExecutionContext) => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  return parseRequest(routes[id], request);
});

const Caller = createParamDecorator((id: RouteId, context: ExecutionContext): Call => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const deed = deedOf(id, request);
  if (deed) request.deed = deed;
  const call: Call = { actor: request.actor, address: request.ip, ...(deed ? { deed } : {}) };
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || routes[id].method === 'GET') return call;
  const commandId = parseInput(z.uuid(), key, '/Idempotency-Key');
  const body = fingerprintOf(request.body);
  const print = fingerprint(id, { params: request.params, query: request.query, body });
  return { ...call, command: { id: commandId, name: id, fingerprint: print } };
});

/** What the log of who did what is told of a request; undefined where it is told nothing. */
function deedOf(id: RouteId, { params, body, headers }: FastifyRequest): Deed | undefined {
  const audited = auditOf(id);
  if (!audited) return undefined;
  const { event, ...about } = DeedParams.parse(params);
  // An event that is made has its address in the body; nobody writes into the log of another by one.
  const made = id === 'createEvent' ? DeedBody.safeParse(body).data?.slug : undefined;
  const slug = event ?? made ?? null;
  return { ...audited, action: id, event: slug, about, client: headers['user-agent'] ?? '', noted: false };
}
const DeedParams = z.record(z.string(), z.string().max(300));
const DeedBody = z.object({ slug: z.string().max(80) });

const WireOf = createParamDecorator((_: unknown, context: ExecutionContext): Wire => {
  const http = context.switchToHttp();
  return { request: http.getRequest<FastifyRequest>(), reply: http.getResponse<FastifyReply>() };
});

/** Makes a controller method the door of a route of the contracts: method, path, status, input and answer. */
export const Handles =
  <Id extends RouteId>(id: Id) =>
  (target: object, key: string, descriptor: { readonly value?: Handler<Id> }): void => {
    const route: AnyRoute = routes[id];
    Parsed(id)(target, key, 0);
    Caller(id)(target, key, 1);
    WireOf()(target, key, 2);
    applyDecorators(
      SetMetadata(routeKey, id),
      RequestMapping({ path: `/api${route.path}`, method: RequestMethod[route.method] }),
      HttpCode(route.status),
    )(target, key, descriptor);
  };

function parseRequest(route: AnyRoute, request: FastifyRequest): RouteParsed<AnyRoute> {
  const problems: Problem[] = [];
  const read = (schema: z.ZodType, value: unknown, prefix: string): unknown => {
    try {
      return parseInput(schema, value, prefix);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      problems.push(error);
      return undefined;
    }
  };
  const input = {
    params: read(route.params, request.params, '/params'),
    query: read(route.query, request.query, '/query'),
    body: route.body instanceof z.ZodUndefined ? undefined : read(route.body, request.body ?? {}, ''),
  };
  if (problems.length)
    throw new Problem(
      'invalid_input',
      {},
      problems.flatMap((problem) => problem.errors),
    );
  return input;
}
