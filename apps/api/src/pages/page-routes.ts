import { Slug, type Language } from '@foyer/contracts';
import { EventsService } from '@foyer/events';
import { Sessions } from '@foyer/people';
import { ENV, isDatabaseAway, LOG, Problem, type Env, type Logger } from '@foyer/platform';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { sessionCookie } from '../http/cookies.js';
import { answerProblems } from '../http/problem.filter.js';
import type { EncodedPage } from './encoded-page.js';
import { EventPages } from './event-pages.js';
import { HomePages } from './home-pages.js';
import { languageOfReader } from './language.js';
import { SummaryPages } from './summary-pages.js';

const Params = z.object({ event: Slug });
const Query = z.object({ lang: z.unknown().optional() });
const htmlType = 'text/html; charset=utf-8';

/**
 * Pages that say something without scripts: the list of events and each published event, with its picture for links
 * and its calendar entry. Whatever is not public gets the app's bare page, which asks the api like any other.
 */
export function servePages(app: NestFastifyApplication, bare: string): void {
  const pages = app.get(EventPages, { strict: false });
  const summaries = app.get(SummaryPages, { strict: false });
  const homes = app.get(HomePages, { strict: false });
  const fastify = app.getHttpAdapter().getInstance();
  const log = app.get<Logger>(LOG, { strict: false });
  // These are no doors of Nest, so its filter does not stand behind them.
  const options = { errorHandler: answerProblems(log) };

  /** What is at hand for a slug in the reader's language. */
  const find = async (
    request: FastifyRequest,
    kind: 'page' | 'share' | 'calendar',
  ): Promise<EncodedPage | null> => {
    const params = Params.safeParse(request.params);
    if (!params.success) return null;
    const fallback = await pages.languageOf(params.data.event);
    if (!fallback) return null;
    return pages.get(params.data.event, kind, readerLanguage(request, fallback));
  };

  const findSummary = async (
    request: FastifyRequest,
    kind: 'page' | 'picture',
  ): Promise<EncodedPage | null> => {
    const params = Params.safeParse(request.params);
    if (!params.success) return null;
    const fallback = await pages.languageOf(params.data.event);
    if (!fallback) return null;
    return summaries.get(params.data.event, kind, readerLanguage(request, fallback));
  };

  fastify.get('/', options, async (request, reply) => {
    const page = await orNull(homes.get(readerLanguage(request, 'en')));
    return page ? send(reply, page, htmlType) : sendBare(reply, bare);
  });
  fastify.get('/e/:event', options, async (request, reply) => {
    const page = await orNull(find(request, 'page'));
    if (page) return send(reply, page, htmlType);
    return sendBare(reply.code((await mayOpen(app, request)) ? 200 : 404), bare);
  });
  fastify.get('/e/:event/summary', options, async (request, reply) => {
    const page = await orNull(findSummary(request, 'page'));
    // Until it is published the app says so itself.
    return page ? send(reply, page, htmlType) : sendBare(reply, bare);
  });
  fastify.get('/e/:event/summary.png', options, async (request, reply) => {
    const picture = await findSummary(request, 'picture');
    if (!picture) return reply.callNotFound();
    void reply.header('cross-origin-resource-policy', 'cross-origin');
    return send(reply, picture, 'image/png');
  });
  fastify.get('/e/:event/share.png', options, async (request, reply) => {
    const picture = await find(request, 'share');
    if (!picture) return reply.callNotFound();
    void reply.header('cross-origin-resource-policy', 'cross-origin');
    return send(reply, picture, 'image/png');
  });
  fastify.get('/e/:event/event.ics', options, async (request, reply) => {
    const calendar = await find(request, 'calendar');
    if (!calendar) return reply.callNotFound();
    const { event } = Params.parse(request.params);
    void reply.header('content-disposition', `attachment; filename="${event}.ics"`);
    return send(reply, calendar, 'text/calendar; charset=utf-8; method=PUBLISH');
  });
}

function readerLanguage(request: FastifyRequest, fallback: Language): Language {
  const { lang } = Query.parse(request.query);
  return languageOfReader(lang, request.headers['accept-language'], fallback);
}

function send(reply: FastifyReply, { body, etag }: EncodedPage, type: string): FastifyReply {
  return reply.type(type).headers({ etag, 'cache-control': 'no-cache', vary: 'Accept-Language' }).send(body);
}

function sendBare(reply: FastifyReply, bare: string): FastifyReply {
  return reply.type(htmlType).header('cache-control', 'no-cache').send(bare);
}

/** Without its database the app still opens and says what is wrong. */
async function orNull<T>(page: Promise<T | null>): Promise<T | null> {
  try {
    return await page;
  } catch (error) {
    if (isDatabaseAway(error)) return null;
    throw error;
  }
}

/** Whether the reader has a part in this draft: others learn nothing of it, not even by the status. */
async function mayOpen(app: NestFastifyApplication, request: FastifyRequest): Promise<boolean> {
  const params = Params.safeParse(request.params);
  const token = sessionCookie(app.get<Env>(ENV, { strict: false }), request.cookies);
  if (!params.success || token === undefined) return false;
  try {
    const actor = await app.get(Sessions, { strict: false }).resolve(token);
    if (!actor) return false;
    await app.get(EventsService, { strict: false }).get({ actor, address: request.ip }, params.data.event);
    return true;
  } catch (error) {
    if (error instanceof Problem || isDatabaseAway(error)) return false;
    throw error;
  }
}
