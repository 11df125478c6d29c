import { z } from 'zod';
import type { ProblemCode } from './problems.js';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * Who may call: `anyone`; `signed-in` people; `demo` only where the demo mode is on.
 * What a person may do with a thing is the policy of its room, not of the door.
 */
export type Access = 'anyone' | 'signed-in' | 'demo';

/** One REST door. Controllers, the typed client, OpenAPI and the isolation tests all derive from it. */
export interface Route<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> {
  method: Method;
  /** Express style below `/api`: `/events/:event`. */
  path: string;
  summary: string;
  access: Access;
  /**
   * Whether the door knows guests of an event. To all others a guest is nobody: what is new stays shut to them until
   * somebody has thought of it. The same goes for commands and streams.
   */
  guests: boolean;
  params: Params;
  query: Query;
  body: Body;
  answer: Answer;
  status: number;
  problems: readonly ProblemCode[];
}

/** An answer without content (204). */
export const Nothing = z.undefined();
const Empty = z.object({});

interface RouteOptions<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType> {
  access?: Access;
  guests?: boolean;
  params?: P;
  query?: Q;
  body?: B;
  answer: A;
  status?: number;
  problems?: readonly ProblemCode[];
}

/** Declares a REST door, `defineRoute('POST', '/events', 'Create an event', { body, answer })`. */
export function defineRoute<
  A extends z.ZodType,
  P extends z.ZodType = typeof Empty,
  Q extends z.ZodType = typeof Empty,
  B extends z.ZodType = typeof Nothing,
>(method: Method, path: string, summary: string, options: RouteOptions<P, Q, B, A>): Route<P, Q, B, A> {
  return {
    method,
    path,
    summary,
    access: options.access ?? 'signed-in',
    guests: options.guests ?? false,
    // The defaults stand for "nothing to give": the generic parameters default to the very same schemas.
    params: options.params ?? (Empty as z.ZodType as P),
    query: options.query ?? (Empty as z.ZodType as Q),
    body: options.body ?? (Nothing as z.ZodType as B),
    answer: options.answer,
    status: options.status ?? (options.answer instanceof z.ZodUndefined ? 204 : 200),
    problems: options.problems ?? [],
  };
}

export type AnyRoute = Route;
/** What a caller gives: before defaults and transformations. */
export type RouteInput<R extends AnyRoute> = {
  params: z.input<R['params']>;
  query: z.input<R['query']>;
  body: z.input<R['body']>;
};
/** What a handler gets: parsed. */
export type RouteParsed<R extends AnyRoute> = {
  params: z.output<R['params']>;
  query: z.output<R['query']>;
  body: z.output<R['body']>;
};
/** What a handler returns. */
export type RouteResult<R extends AnyRoute> = z.input<R['answer']>;
/** What a caller receives. */
export type RouteAnswer<R extends AnyRoute> = z.output<R['answer']>;
