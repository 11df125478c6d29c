import cookie from '@fastify/cookie';
import { AgendaQueries } from '@foyer/agenda';
import { Sessions } from '@foyer/people';
import { Metrics, NestLog, type PlatformOptions } from '@foyer/platform';
import { NestFactory, DiscoveryService, Reflector } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import { hotAgenda } from './agenda/hot-read.js';
import { HotServer } from './agenda/hot-server.js';
import { ApiModule } from './api.module.js';
import { asyncApiDocument } from './docs/asyncapi.js';
import { openApiDocument } from './docs/openapi.js';
import { Draining } from './health/draining.js';
import { takeCspReports } from './hooks/csp-reports.js';
import { takeMailHooks } from './hooks/mail-hooks.js';
import { bareHeaders, sendHeaders } from './http/headers.js';
import { answerNotModified } from './http/not-modified.js';
import { answerFrameworkErrors } from './http/problem.filter.js';
import { checkRoutes } from './http/route-check.js';
import { takeUploads } from './http/upload.js';
import { requestTook } from './http/request-took.js';
import { traceRequests } from './http/trace-requests.js';
import { serveWeb } from './http/web.js';
import { SocketAdapter } from './sockets/socket.adapter.js';

const bodyLimitBytes = 1_000_000;

/** Builds the api, ready to listen. */
export async function createApi(options: PlatformOptions): Promise<NestFastifyApplication> {
  const { env, log } = options;
  const hot = new HotServer(log, bareHeaders(env));
  const adapter = new FastifyAdapter({
    serverFactory: hot.create,
    bodyLimit: bodyLimitBytes,
    trustProxy: env.TRUSTED_PROXIES.length ? env.TRUSTED_PROXIES : false,
    routerOptions: { maxParamLength: 300 },
    frameworkErrors: answerFrameworkErrors(bareHeaders(env)),
  });
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.with(options), adapter, {
    logger: new NestLog(log),
    abortOnError: false,
    forceCloseConnections: true,
  });
  const fastify = app.getHttpAdapter().getInstance();
  traceRequests(fastify);
  await app.register(cookie);
  takeUploads(fastify);
  const sessions = app.get(Sessions, { strict: false });
  const agendas = app.get(AgendaQueries, { strict: false });
  hot.serve(agendas);
  fastify.addHook('onRequest', hotAgenda(agendas, sessions, env));
  await sendHeaders(app, env);
  fastify.addHook('onSend', answerNotModified);
  const draining = app.get(Draining);
  fastify.addHook('onRequest', (_request, _reply, done) => (draining.entered(), done()));
  const metrics = app.get(Metrics, { strict: false });
  fastify.addHook('onResponse', (request, reply, done) => {
    draining.left();
    requestTook(metrics, request.method, request.routeOptions.url, reply.statusCode, reply.elapsedTime);
    // The template of the path, never the path: it may hold a token.
    log.info(
      {
        method: request.method,
        route: request.routeOptions.url,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    );
    done();
  });
  app.useWebSocketAdapter(new SocketAdapter(app, env, draining));
  SwaggerModule.setup('api/docs', app, () => openApiDocument(env.publicUrl) as never, {
    jsonDocumentUrl: 'api/openapi.json',
  });
  fastify.get('/api/asyncapi.json', () => asyncApiDocument(env.publicUrl));
  await takeMailHooks(app);
  await takeCspReports(app);
  await serveWeb(app);
  checkRoutes(app.get(DiscoveryService, { strict: false }), app.get(Reflector, { strict: false }));
  app.enableShutdownHooks();
  return app;
}
