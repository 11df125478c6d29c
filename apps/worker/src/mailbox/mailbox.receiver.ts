import { ENV, LOG, Mailbox, MailboxServer, type Env, type Logger } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';

/** In the demo, and only where no SMTP server is configured: this process receives what it sends. */
@Injectable()
export class MailboxReceiver {
  private readonly server: MailboxServer;

  constructor(
    @Inject(ENV) private readonly env: Env,
    @Inject(Mailbox) mailbox: Mailbox,
    @Inject(LOG) log: Logger,
  ) {
    this.server = new MailboxServer(mailbox, log);
  }

  async start(): Promise<void> {
    const { FOYER_DEMO, MAILBOX_PORT, SMTP_URL } = this.env;
    if (FOYER_DEMO && MAILBOX_PORT && !SMTP_URL) await this.server.start(MAILBOX_PORT);
  }

  close(): Promise<void> {
    return this.server.close();
  }
}
