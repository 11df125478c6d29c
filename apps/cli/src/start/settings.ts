import path from 'node:path';
import { openDataFolder, openSecret } from '../environment.js';
import { CommandProblem } from '../failure.js';

/** What `foyer start` itself must know; everything else is checked by the servers that use it. */
export interface Settings {
  readonly dataFolder: string;
  readonly logFolder: string;
  readonly host: string;
  readonly port: number;
  /** The address people type. */
  readonly publicUrl: string;
  /** Undefined: run the embedded PostgreSQL. */
  readonly databaseUrl: string | undefined;
  readonly demo: boolean;
  /** Whether the worker runs the embedded mailbox: no mail leaves this machine. */
  readonly mailbox: boolean;
  /** Undefined: any free port. */
  readonly mailboxPort: number | undefined;
  readonly secret: string;
}

const DEFAULT_PORT = 3000;
const EVERYWHERE = new Set(['0.0.0.0', '::', '127.0.0.1', '::1', 'localhost']);

/** @throws CommandProblem or EmbeddedProblem that names the wrong key, never its value. */
export function readSettings(environment: NodeJS.ProcessEnv = process.env): Settings {
  const port = readPort('PORT', environment.PORT) ?? DEFAULT_PORT;
  const dataFolder = openDataFolder(environment);
  const databaseUrl = environment.DATABASE_URL || undefined;
  const host = environment.HOST || '127.0.0.1';
  const demo = environment.FOYER_DEMO
    ? ['1', 'true'].includes(environment.FOYER_DEMO)
    : databaseUrl === undefined;
  // A name rather than 127.0.0.1: cookies and passkeys are bound to names.
  const name = EVERYWHERE.has(host) ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return {
    dataFolder,
    logFolder: path.join(dataFolder, 'logs'),
    host,
    port,
    publicUrl: environment.PUBLIC_URL || `http://${name}:${port}`,
    databaseUrl,
    demo,
    mailbox: demo && !environment.SMTP_URL,
    mailboxPort: readPort('MAILBOX_PORT', environment.MAILBOX_PORT),
    secret: openSecret(dataFolder, environment),
  };
}

function readPort(key: string, value: string | undefined): number | undefined {
  if (!value) return undefined;
  const port = Number(value);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new CommandProblem(`${key} must be a whole number from 1 to 65535, such as ${key}=3001.`);
}

/** Where this machine itself reaches the server. */
export function localUrl(settings: Pick<Settings, 'host' | 'port'>): string {
  const host = settings.host === '0.0.0.0' ? '127.0.0.1' : settings.host === '::' ? '::1' : settings.host;
  return `http://${host.includes(':') ? `[${host}]` : host}:${settings.port}`;
}

/** The environment of api and worker, but for DATABASE_URL, which is known later. */
export function serverEnvironment(settings: Settings, mailboxPort?: number): NodeJS.ProcessEnv {
  const { DATABASE_URL: _, ...own } = process.env;
  return {
    NODE_ENV: 'production',
    // Compiled code is kept between starts: a third of the start-up time.
    NODE_COMPILE_CACHE: path.join(settings.dataFolder, 'cache'),
    // Nobody's mail server has to be spared where all of it stays in the mailbox here.
    ...(settings.mailbox ? { MAIL_PER_MINUTE: '1000000' } : {}),
    ...own,
    HOST: settings.host,
    PORT: String(settings.port),
    PUBLIC_URL: settings.publicUrl,
    FOYER_DATA: settings.dataFolder,
    FOYER_DEMO: settings.demo ? '1' : '0',
    FOYER_SECRET: settings.secret,
    SUPERVISOR_PID: String(process.pid),
    ...(mailboxPort === undefined ? {} : { MAILBOX_PORT: String(mailboxPort) }),
  };
}
