import { MailProvider } from '@foyer/contracts';
import { LOG, parseInput, type Logger } from '@foyer/platform';
import { MailReports } from '@foyer/reminders';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { answerProblems } from '../http/problem.filter.js';

const bodyLimitBytes = 2_000_000;
const Params = z.object({ provider: MailProvider });

/**
 * `POST /hooks/mail/:provider`: where providers of mail report what came back. Beside the doors of the contracts, for
 * its callers are no clients of ours: each speaks as it does and proves itself in its own way, over the very bytes that
 * it has sent. So the body is parsed by nobody before.
 */
export async function takeMailHooks(app: NestFastifyApplication): Promise<void> {
  const reports = app.get(MailReports, { strict: false });
  const log = app.get<Logger>(LOG, { strict: false });
  await app.register(async (scope: FastifyInstance) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: bodyLimitBytes },
      (_request, body, done) => done(null, body),
    );
    scope.setErrorHandler(answerProblems(log));
    scope.post('/hooks/mail/:provider', async (request, reply) => {
      const { provider } = parseInput(Params, request.params, '/params');
      const header = (name: string): string | undefined => {
        const value = request.headers[name];
        return typeof value === 'string' ? value : undefined;
      };
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      await reports.take(provider, { body, header }, request.ip);
      return reply.status(204).send();
    });
  });
}
