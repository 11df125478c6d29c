import {
  currentTrace,
  databaseError,
  describeFailure,
  isDatabaseAway,
  LOG,
  Problem,
  type Logger,
} from '@foyer/platform';
import {
  Catch,
  HttpException,
  Inject,
  Injectable,
  type ArgumentsHost,
  type ExceptionFilter,
} from '@nestjs/common';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';

const databaseRetrySeconds = 2;

/** Any failure as a problem a caller can understand; what is unknown stays inside, under its trace id. */
export function toProblem(error: unknown, log: Logger): Problem {
  if (error instanceof Problem) return error;
  if (isDatabaseAway(error)) return new Problem('unavailable', {}, [], databaseRetrySeconds);
  if (isCallerGone(error)) return new Problem('not_signed_in');
  if (error instanceof HttpException) return fromHttp(error.getStatus());
  if (
    error instanceof Error &&
    'statusCode' in error &&
    typeof error.statusCode === 'number' &&
    error.statusCode < 500
  ) {
    return fromHttp(error.statusCode);
  }
  log.error({ error: describeFailure(error) }, 'unexpected failure');
  return new Problem('internal');
}

/** Nobody but the caller is named by these columns: a guest has signed in elsewhere at this very moment. */
function isCallerGone(error: unknown): boolean {
  const constraints = [
    'question_person_id_foreign',
    'vote_person_id_foreign',
    'poll_answer_person_id_foreign',
  ];
  return constraints.includes(databaseError(error)?.constraint ?? '');
}

function fromHttp(status: number): Problem {
  if (status === 404) return new Problem('not_found');
  if (status === 429) return new Problem('too_many_requests');
  if (status === 503) return new Problem('unavailable');
  return new Problem('invalid_input');
}

/** What the server beneath the doors refuses by itself, as an address that is no address: a problem document, too. */
export function answerFrameworkErrors(headers: Readonly<Record<string, string>>) {
  return (error: FastifyError, _: FastifyRequest, reply: FastifyReply): void => {
    const document = fromHttp(error.statusCode ?? 400).toDocument();
    void reply.headers(headers).status(document.status).type('application/problem+json').send(document);
  };
}

/** For what stands beside the doors of Nest, where its filter does not. */
export function answerProblems(log: Logger) {
  return (error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
    const problem = toProblem(error, log);
    const document = problem.toDocument(request.url.split('?')[0], currentTrace());
    if (problem.retryAfter !== undefined)
      void reply.header('retry-after', String(Math.ceil(problem.retryAfter)));
    void reply.status(document.status).type('application/problem+json').send(document);
  };
}

/** RFC 9457 for every error of every door. */
@Catch()
@Injectable()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOG) private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = toProblem(error, this.log);
    if (problem.code === 'forbidden') {
      this.log.warn({ route: request.routeOptions.url, person: request.actor?.person }, 'request refused');
    }
    const document = problem.toDocument(request.url.split('?')[0], currentTrace());
    if (problem.retryAfter !== undefined)
      void reply.header('retry-after', String(Math.ceil(problem.retryAfter)));
    void reply.status(document.status).type('application/problem+json').send(document);
  }
}
