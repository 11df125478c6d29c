import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Built by Vite beside the server: `dist/web`. Tests run the server from its sources, a folder higher. */
const top = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../..');
const folder = path.join(top, path.basename(top) === 'dist' ? 'web' : 'dist/web');
const yearSeconds = 31_536_000;

/**
 * Serves the web app: hashed assets for ever, and its page for every address that is not an API's.
 * @returns the page, or null where the web app was not built
 */
export async function serveWeb(app: NestFastifyApplication): Promise<void> {
  const page = path.join(folder, 'index.html');
  if (!fs.existsSync(page)) return;
  const html = fs.readFileSync(page);
  await app.register(fastifyStatic, {
    root: folder,
    index: false,
    wildcard: false,
    setHeaders: (reply, file) => {
      const hashed = file.includes(`${path.sep}assets${path.sep}`);
      void reply.header('cache-control', hashed ? `public, max-age=${yearSeconds}, immutable` : 'no-cache');
    },
  });
  const fastify = app.getHttpAdapter().getInstance();
  fastify.get('/*', (request, reply) => {
    if (/^\/(api|health|socket\.io)(\/|$)/.test(request.url)) {
      reply.callNotFound();
      return;
    }
    void reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(html);
  });
}
