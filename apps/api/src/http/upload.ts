import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { routes, uploadRule, type AnyRoute, type UploadRule } from '@foyer/contracts';
import { Problem } from '@foyer/platform';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Tells one upload from another without going through its bytes again. */
const prints = new WeakMap<File, string>();
const uploads = new Set(
  Object.values<AnyRoute>(routes)
    .filter((route) => uploadRule(route))
    .map(({ method, path }) => `${method} /api${path}`),
);

/**
 * Lets doors that take files have the request as it streams in: whatever its declared type, nobody reads it before it
 * is known who sends it.
 */
export function takeUploads(fastify: FastifyInstance): void {
  const takes = (request: FastifyRequest): boolean =>
    uploads.has(`${request.method} ${request.routeOptions.url}`);
  // The type that an upload declares says nothing; without this one, JSON and text would be parsed.
  fastify.addHook('onRequest', (request, _reply, done) => {
    if (takes(request)) request.headers['content-type'] = 'application/octet-stream';
    done();
  });
  fastify.addContentTypeParser('application/octet-stream', (request, payload, done) => {
    if (takes(request)) done(null, payload);
    else done(new Problem('invalid_input'), undefined);
  });
}

/** Reads an upload, up to what its door takes. @throws Problem file_too_large, file_type when there is nothing */
export async function readUpload(request: FastifyRequest, rule: UploadRule): Promise<File> {
  const tooLarge = () => new Problem('file_too_large', { megabytes: rule.maxBytes / 1_000_000 });
  if (Number(request.headers['content-length'] ?? 0) > rule.maxBytes) throw tooLarge();
  if (!(request.body instanceof Readable)) throw new Problem('file_type');
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const hash = createHash('sha256');
  let length = 0;
  for await (const chunk of request.body.iterator({ destroyOnReturn: false })) {
    const bytes = Uint8Array.from(Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk)));
    length += bytes.length;
    if (length > rule.maxBytes) break;
    hash.update(bytes);
    chunks.push(bytes);
  }
  if (length > rule.maxBytes) {
    // Many a sender listens only once the rest has gone by.
    request.body.resume();
    throw tooLarge();
  }
  if (length === 0) throw new Problem('file_type');
  const file = new File(chunks, fileName(request.headers['x-file-name']));
  prints.set(file, hash.digest('base64url'));
  return file;
}

/** What stands for a body when a repeated command is compared with the first one. */
export const fingerprintOf = (body: unknown): unknown =>
  body instanceof File ? { name: body.name, sha256: prints.get(body) } : body;

function fileName(header: string | string[] | undefined): string {
  const given = typeof header === 'string' ? header.slice(0, 1_000) : '';
  try {
    return decodeURIComponent(given) || 'file';
  } catch {
    return 'file';
  }
}
