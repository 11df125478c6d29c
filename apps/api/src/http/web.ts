import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppPage, webFolder } from '../pages/app-page.js';
import { servePages } from '../pages/page-routes.js';

const yearSeconds = 31_536_000;

/**
 * Serves the web app: hashed assets for ever, public pages with their content in them, and the app's page for every
 * other address that is not an API's. Where the web app was not built there are the public pages alone.
 */
export async function serveWeb(app: NestFastifyApplication): Promise<void> {
  const { page, built } = AppPage.load();
  servePages(app, page.bare);
  if (!built) return;
  await app.register(fastifyStatic, {
    root: webFolder,
    index: false,
    wildcard: false,
    // Made by the build beside each file that is worth it.
    preCompressed: true,
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
    void reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page.bare);
  });
}
