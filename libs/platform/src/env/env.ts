import { createECDH, createPublicKey } from 'node:crypto';
import { z } from 'zod';
import { Providers } from './providers.js';
import { parseRedisUrl } from './redis-address.js';

const flag = z
  .enum(['0', '1', 'true', 'false', ''])
  .default('0')
  .transform((value) => value === '1' || value === 'true');
const list = z
  .string()
  .default('')
  .transform((text) => text.split(',').flatMap((entry) => (entry.trim() ? [entry.trim()] : [])));
const listOf = (each: RegExp) => list.refine((entries) => entries.every((entry) => each.test(entry)));
const port = z.coerce.number().int().min(0).max(65_535);

function checkRedisUrl(text: string, { addIssue }: z.RefinementCtx): void {
  try {
    parseRedisUrl(text);
  } catch (error) {
    addIssue({ code: 'custom', message: error instanceof Error ? error.message : 'is no address' });
  }
}

/** Everything that can be configured, in one place. `.env.example` explains each key. */
const EnvSchema = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(3000),
  PUBLIC_URL: z.url().optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  DATABASE_POOL: z.coerce.number().int().min(2).max(500).default(20),
  DATABASE_WAIT_SECONDS: z.coerce.number().min(0.1).max(60).default(5),
  REDIS_URL: z.string().superRefine(checkRedisUrl).optional(),
  FOYER_DATA: z.string().default('.foyer'),
  FOYER_DEMO: flag,
  FOYER_SECRET: z.string().min(16),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAILBOX_PORT: port.optional(),
  MAIL_FROM: z.string().default('Foyer <no-reply@foyer.test>'),
  MAIL_PER_MINUTE: z.coerce.number().int().min(1).max(1_000_000).default(120),
  POSTMARK_HOOK_SECRET: z.string().min(16).optional(),
  MAILGUN_SIGNING_KEY: z.string().min(16).optional(),
  SENDGRID_HOOK_KEY: z.string().refine(isPublicKey, { error: 'no public key' }).optional(),
  SES_TOPIC_ARN: z
    .string()
    .regex(/^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w.-]{1,256}$/)
    .optional(),
  VAPID_PRIVATE_KEY: z.string().refine(isCurveKey, { error: 'no private key' }).optional(),
  METRICS_PORT: port.optional(),
  DRAIN_SECONDS: z.coerce.number().min(0).max(300).default(0),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  OTEL_SERVICE_NAME: z.string().optional(),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  TRUSTED_PROXIES: list,
  STUN_URLS: listOf(/^stuns?:/),
  TURN_URLS: listOf(/^turns?:/),
  TURN_SECRET: z.string().min(16).optional(),
  VIDEO_PRIVATE_NETWORK: flag,
  OIDC_PROVIDERS: Providers,
});

export type Env = Readonly<z.output<typeof EnvSchema>> & { readonly publicUrl: string };
/** The injection token of the parsed environment. */
export const ENV = Symbol('env');

/**
 * Parses the environment once.
 * @throws Error that names every wrong or missing key and never prints a value.
 */
export function loadEnv(source: Record<string, string | undefined> = process.env): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = EnvSchema.safeParse(given);
  if (!parsed.success) {
    const keys = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${describe(issue)}`);
    throw new Error(`The configuration is not valid. ${[...new Set(keys)].join('; ')}. See .env.example.`);
  }
  const env = parsed.data;
  return Object.freeze({
    ...env,
    publicUrl: (env.PUBLIC_URL ?? `http://${env.HOST}:${env.PORT}`).replace(/\/$/, ''),
  });
}

function isPublicKey(base64: string): boolean {
  try {
    createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'spki' });
    return true;
  } catch {
    return false;
  }
}

/** 32 bytes in base64url that stand for a key of P-256. */
function isCurveKey(base64: string): boolean {
  const bytes = Buffer.from(base64, 'base64url');
  try {
    createECDH('prime256v1').setPrivateKey(bytes);
    return bytes.length === 32;
  } catch {
    return false;
  }
}

function describe(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' && issue.input === undefined) return 'is missing';
  if (issue.code === 'too_small') return `is too short or too small (at least ${issue.minimum})`;
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.join(', ')}`;
  if (issue.code === 'custom' && issue.message) return issue.message;
  return `has the wrong form (${issue.code})`;
}
