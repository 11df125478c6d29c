import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import { AgendaQueries } from '@foyer/agenda';
import { playerOrigins } from '@foyer/contracts';
import { Sessions } from '@foyer/people';
import { Metrics, NestLog, type PlatformOptions } from '@foyer/platform';
import { NestFactory, DiscoveryService, Reflector } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import { hotAgenda } from './agenda/hot-read.js';
import { HotServer } from './agenda/hot-server.js';
import { ApiModule } from './api.module.js';
import { openApiDocument } from './docs/openapi.js';
import { Draining } from './health/draining.js';
import { takeMailHooks } from './hooks/mail-hooks.js';
import { answerNotModified } from './http/not-modified.js';
import { answerFrameworkError } from './http/problem.filter.js';
import { checkRoutes } from './http/route-check.js';
import { takeUploads } from './http/upload.js';
import { requestTook } from './http/request-took.js';
import { traceRequests } from './http/trace-requests.js';
import { serveWeb } from './http/web.js';
import { SocketAdapter } from './sockets/socket.adapter.js';

const bodyLimitBytes = 1_000_000;
const permissionsPolicy =
  'camera=(self), microphone=(self), display-capture=(self), geolocation=(), payment=(), usb=()';

/** Builds the api, ready to listen. */
export async function createApi(options: PlatformOptions): Promise<NestFastifyApplication> {
  const { env, log } = options;
  const hot = new HotServer(log);
  const adapter = new FastifyAdapter({
    serverFactory: hot.create,
    bodyLimit: bodyLimitBytes,
    trustProxy: env.TRUSTED_PROXIES.length ? env.TRUSTED_PROXIES : false,
    routerOptions: { maxParamLength: 300 },
    frameworkErrors: answerFrameworkError,
  });
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.with(options), adapter, {
    logger: new NestLog(log),
    abortOnError: false,
    forceCloseConnections: true,
  });
  const https = env.publicUrl.startsWith('https:');
  const fastify = app.getHttpAdapter().getInstance();
  traceRequests(fastify);
  await app.register(cookie);
  takeUploads(fastify);
  const sessions = app.get(Sessions, { strict: false });
  const agendas = app.get(AgendaQueries, { strict: false });
  hot.serve(agendas);
  fastify.addHook('onRequest', hotAgenda(agendas, sessions, env));
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // Mantine writes its theme as style elements.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        // Videos, once somebody wants to see one here.
        frameSrc: [...playerOrigins],
        connectSrc: ["'self'", env.publicUrl.replace(/^http/, 'ws')],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
        upgradeInsecureRequests: https ? [] : null,
      },
    },
    strictTransportSecurity: https,
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
  });
  // The rooms of meetings ask for these, and nothing that is framed may.
  fastify.addHook('onRequest', (_request, reply, done) => {
    void reply.header('permissions-policy', permissionsPolicy);
    done();
  });
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
  await takeMailHooks(app);
  await serveWeb(app);
  checkRoutes(app.get(DiscoveryService, { strict: false }), app.get(Reflector, { strict: false }));
  app.enableShutdownHooks();
  return app;
}
