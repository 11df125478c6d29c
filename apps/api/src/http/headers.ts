import helmet from '@fastify/helmet';
import { playerOrigins } from '@foyer/contracts';
import type { Env } from '@foyer/platform';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Where browsers report what the policy has refused. */
export const reportPath = '/hooks/csp';
/** The rooms of meetings ask for the first three, and nothing that is framed may. */
const permissionsPolicy =
  'camera=(self), microphone=(self), display-capture=(self), geolocation=(), payment=(), usb=()';
const referrerPolicy = 'strict-origin-when-cross-origin';
const yearSeconds = 31_536_000;

const isHttps = ({ publicUrl }: Pick<Env, 'publicUrl'>): boolean => publicUrl.startsWith('https:');

/** What goes with every answer: what pages may do, and that nobody frames them or takes them for something else. */
export async function sendHeaders(app: NestFastifyApplication, env: Env): Promise<void> {
  const https = isHttps(env);
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
        // The first for browsers that do not know the second.
        reportUri: [reportPath],
        reportTo: ['csp'],
      },
    },
    strictTransportSecurity: https ? { maxAge: yearSeconds } : false,
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: referrerPolicy },
  });
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (_request, reply, done) => {
      void reply.headers({
        'permissions-policy': permissionsPolicy,
        'reporting-endpoints': `csp="${reportPath}"`,
      });
      done();
    });
}

/** For answers that come before all this is asked, and are never a page: the same, as far as it concerns them. */
export const bareHeaders = (env: Pick<Env, 'publicUrl'>): Readonly<Record<string, string>> => ({
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': referrerPolicy,
  ...(isHttps(env) ? { 'strict-transport-security': `max-age=${yearSeconds}; includeSubDomains` } : {}),
});
