import { LOG, Metrics, Problem, type Logger } from '@foyer/platform';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { reportPath } from '../http/headers.js';
import { answerProblems } from '../http/problem.filter.js';
import { Pace } from '../sockets/pace.js';

const bodyLimitBytes = 64_000;
const mostInOne = 100;
const minuteMilliseconds = 60_000;
const forgetMilliseconds = 10_000;
/** Of one address, which may be a whole conference's, and of all together: a page that is broken breaks everywhere at once. */
const perAddress = { burst: 60, perSecond: 1, waiting: 0 };
const perProcess = { burst: 300, perSecond: 20, waiting: 0 };

/** Each is a series of its own, so there are these and no others (CSP level 3, and what browsers add). */
const directives = [
  ...(['default-src', 'script-src', 'script-src-elem', 'script-src-attr', 'style-src'] as const),
  ...(['style-src-elem', 'style-src-attr', 'img-src', 'font-src', 'media-src', 'connect-src'] as const),
  ...(['frame-src', 'child-src', 'worker-src', 'manifest-src', 'object-src', 'base-uri'] as const),
  ...(['form-action', 'frame-ancestors', 'upgrade-insecure-requests', 'other'] as const),
] as const;
/** Older browsers tell the whole line: its first word counts. */
const Directive = z
  .string()
  .transform((line) => line.trim().split(/\s/, 1)[0])
  .pipe(z.enum(directives))
  .catch('other');
type Directive = z.output<typeof Directive>;

/** `application/csp-report`: one, as CSP level 2 has it. */
const OldReport = z
  .object({
    'csp-report': z.object({
      'effective-directive': z.string().optional(),
      'violated-directive': z.string().optional(),
    }),
  })
  .transform(({ 'csp-report': report }) => [
    Directive.parse(report['effective-directive'] ?? report['violated-directive']),
  ]);
/** `application/reports+json`: several, of several kinds (Reporting API). */
const NewReports = z
  .array(z.object({ type: z.string(), body: z.unknown().optional() }))
  .max(mostInOne)
  .transform((reports) =>
    reports
      .filter(({ type }) => type === 'csp-violation')
      .map(({ body }) => Directive.parse(NewBody.parse(body).effectiveDirective)),
  );
const NewBody = z.object({ effectiveDirective: z.unknown() }).catch({ effectiveDirective: null });
const reports: Readonly<Record<string, z.ZodType<Directive[]>>> = {
  'application/csp-report': OldReport,
  'application/reports+json': NewReports,
};

/**
 * `POST /hooks/csp`: where browsers report what the content policy has refused. Beside the doors of the contracts, for
 * no client of ours calls it. Of a report counts which directive it was, and nothing else: the rest are addresses of
 * pages, which say what somebody was looking at, and words of whoever sends it.
 */
export async function takeCspReports(app: NestFastifyApplication): Promise<void> {
  const metrics = app.get(Metrics, { strict: false });
  const log = app.get<Logger>(LOG, { strict: false });
  const told = new Telling(log);
  const [one, all] = [new Pace(perAddress), new Pace(perProcess)];
  await app.register(async (scope: FastifyInstance) => {
    scope.removeAllContentTypeParsers();
    for (const type of Object.keys(reports))
      scope.addContentTypeParser(
        type,
        { parseAs: 'string', bodyLimit: bodyLimitBytes },
        (_request, body, done) => done(null, body),
      );
    scope.setErrorHandler(answerProblems(log));
    // Before anything of it is read.
    scope.addHook('onRequest', (request, _reply, done) => {
      try {
        // Who floods uses up nothing of the others'.
        one.take(request.ip);
        all.take('all');
        done();
      } catch (error) {
        done(error instanceof Error ? error : new Error('refused'));
      }
    });
    const timer = setInterval(() => one.forget(), forgetMilliseconds).unref();
    scope.addHook('onClose', (_instance, done) => {
      clearInterval(timer);
      told.end();
      done();
    });
    scope.post(reportPath, async (request, reply) => {
      for (const directive of directivesOf(request.headers['content-type'], request.body)) {
        metrics.counted('foyer_csp_reports_total', 'What the content policy has refused.', { directive });
        told.count(directive);
      }
      return reply.status(204).send();
    });
  });
}

/** @throws Problem invalid_input for what is no report */
function directivesOf(type: string | undefined, body: unknown): Directive[] {
  const report = reports[type?.split(';', 1)[0]?.trim().toLowerCase() ?? ''];
  const parsed = report?.safeParse(jsonOf(body));
  if (!parsed?.success) throw new Problem('invalid_input');
  return parsed.data;
}

function jsonOf(body: unknown): unknown {
  try {
    return typeof body === 'string' ? JSON.parse(body) : null;
  } catch {
    return null;
  }
}

/** Says in the log what came: at once, then what has come since at most once a minute. */
class Telling {
  private counts: Partial<Record<Directive, number>> = {};
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly log: Logger) {}

  count(directive: Directive): void {
    this.counts[directive] = (this.counts[directive] ?? 0) + 1;
    if (this.timer) return;
    this.tell();
    this.timer = setTimeout(() => {
      this.timer = null;
      this.tell();
    }, minuteMilliseconds).unref();
  }

  end(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.tell();
  }

  private tell(): void {
    if (Object.keys(this.counts).length === 0) return;
    this.log.warn({ directives: this.counts }, 'content policy reports');
    this.counts = {};
  }
}
