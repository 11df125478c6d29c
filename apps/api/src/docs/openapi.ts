import {
  downloadTypes,
  ProblemDocument,
  problems,
  routes,
  uploadRule,
  type AnyRoute,
} from '@foyer/contracts';
import { z } from 'zod';
import {
  createDocument,
  type ZodOpenApiContentObject,
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
    info: {
      title: 'Foyer',
      version: '1',
      description: 'Virtual networking events. Sockets: [AsyncAPI](/api/asyncapi.json).',
    },
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
  const rule = uploadRule(route);
  const ofFiles = rule ? (['file_too_large', 'file_type'] as const) : [];
  for (const code of new Set(['invalid_input', ...route.problems, ...ofFiles] as const)) {
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
      : { description: 'OK', content: answerContent(route) };
  return {
    operationId: id,
    summary: route.summary,
    tags: [route.path.split('/')[1] ?? 'foyer'],
    ...(route.access === 'anyone' ? {} : { security: [{ session: [] }] }),
    requestParams: {
      ...(route.params instanceof z.ZodObject ? { path: route.params } : {}),
      ...(route.query instanceof z.ZodObject ? { query: route.query } : {}),
      ...(rule ? { header: FileName } : {}),
    },
    ...(route.body instanceof z.ZodUndefined
      ? {}
      : {
          requestBody: {
            content: rule ? binary(rule.mediaTypes) : { 'application/json': { schema: route.body } },
          },
        }),
    responses: { [String(route.status)]: success, ...failures },
  };
}

const FileName = z.object({
  'x-file-name': z.string().optional().meta({ description: 'The name of the file, percent-encoded UTF-8' }),
});
const binary = (mediaTypes: readonly string[]): ZodOpenApiContentObject =>
  Object.fromEntries(mediaTypes.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]));

function answerContent(route: AnyRoute): ZodOpenApiContentObject {
  const types = downloadTypes(route);
  return types ? binary(types) : { 'application/json': { schema: route.answer } };
}
