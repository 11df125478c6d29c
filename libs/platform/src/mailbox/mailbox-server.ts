import { buffer } from 'node:stream/consumers';
import type { SMTPServer } from 'smtp-server';
import type { Logger } from '../log/log.js';
import type { Mailbox } from './mailbox.js';

const maxMailBytes = 5_000_000;

/** The SMTP end of the embedded mailbox: loopback only, no sign-in, every mail into the database. */
export class MailboxServer {
  private server: SMTPServer | null = null;

  constructor(
    private readonly mailbox: Mailbox,
    private readonly log: Logger,
  ) {}

  /**
   * Listens on 127.0.0.1. A taken port is no failure: another worker of this machine receives then.
   * @returns the port, null when it is taken
   */
  async start(port: number): Promise<number | null> {
    // Read here: only the worker of a demo has a mailbox.
    const smtp = await import('smtp-server');
    const server = new smtp.SMTPServer({
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      size: maxMailBytes,
      // Idle connections of the sending pool must not hold up the end.
      closeTimeout: 500,
      logger: false,
      onData: (stream, session, done) => {
        const envelope = {
          from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
          to: session.envelope.rcptTo.map(({ address }) => address),
        };
        buffer(stream)
          .then((raw) => this.mailbox.receive(envelope, raw))
          .then(
            () => done(),
            (error: unknown) => {
              this.log.error({ error: String(error) }, 'mailbox could not keep a mail');
              done(new Error('not kept, try again'));
            },
          );
      },
    });
    server.on('error', (error) => this.log.warn({ error: error.message }, 'mailbox interrupted'));
    const listening = await listen(server, port);
    if (listening === null) this.log.warn({ port }, 'mailbox port is taken; another process receives');
    else this.server = server;
    return listening;
  }

  async close(): Promise<void> {
    const server = this.server;
    this.server = null;
    if (server) await new Promise<void>((resolve) => server.close(() => resolve()));
  }
}

function listen(server: SMTPServer, port: number): Promise<number | null> {
  return new Promise((resolve, reject) => {
    server.server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(null);
      else reject(error);
    });
    server.listen(port, '127.0.0.1', () => {
      const address = server.server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}
