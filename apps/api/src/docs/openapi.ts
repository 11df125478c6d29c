import { ProblemDocument, problems, routes, type AnyRoute } from '@foyer/contracts';
import { z } from 'zod';
import {
  createDocument,
  type ZodOpenApiObject,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
} from 'zod-openapi';

/** OpenAPI 3.1 of every route of the contracts. */
export function openApiDocument(serverUrl: string): ReturnType<typeof createDocument> {
  const paths: ZodOpenApiPathsObject = {};
  for (const [id, route] of Object.entries<AnyRoute>(routes)) {
    const path = `/api${route.path.replace(/:(\w+)/g, '{$1}')}`;
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(id, route) };
  }
  const document: ZodOpenApiObject = {
    openapi: '3.1.1',
    info: { title: 'Foyer', version: '1', description: 'Virtual networking events.' },
    servers: [{ url: serverUrl }],
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'foyer-session' } },
      schemas: { Problem: ProblemDocument },
    },
  };
  return createDocument(document);
}

function operation(id: string, route: AnyRoute): ZodOpenApiOperationObject {
  const byStatus = new Map<number, string[]>();
  for (const code of ['invalid_input', ...route.problems] as const) {
    byStatus.set(problems[code].status, [...(byStatus.get(problems[code].status) ?? []), code]);
  }
  const failures = Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      String(status),
      { description: codes.join(', '), content: { 'application/problem+json': { schema: ProblemDocument } } },
    ]),
  );
  const success =
    route.answer instanceof z.ZodUndefined
      ? { description: 'Done' }
      : { description: 'OK', content: { 'application/json': { schema: route.answer } } };
  return {
    operationId: id,
    summary: route.summary,
    tags: [route.path.split('/')[1] ?? 'foyer'],
    ...(route.access === 'anyone' ? {} : { security: [{ session: [] }] }),
    requestParams: {
      ...(route.params instanceof z.ZodObject ? { path: route.params } : {}),
      ...(route.query instanceof z.ZodObject ? { query: route.query } : {}),
    },
    ...(route.body instanceof z.ZodUndefined
      ? {}
      : { requestBody: { content: { 'application/json': { schema: route.body } } } }),
    responses: { [String(route.status)]: success, ...failures },
  };
}
