import { buffer } from 'node:stream/consumers';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { until } from './wait.js';

/** One mail as its recipient's program sees it. */
export interface TestMail extends Email {
  /** Envelope recipient. */
  recipient: string;
  /** What sort of mail it says to be. */
  kind: string;
  raw: string;
}

/** What an SMTP server may answer to a mail instead of taking it. */
export interface Refusal {
  code: number;
  /** Refused at the recipient already, or after the content. */
  at: 'recipient' | 'content';
  /** Behind the code: a status, words. */
  text?: string;
}

/** A real SMTP server on the loopback that collects what it gets. */
export class TestMailbox {
  readonly mails: TestMail[] = [];
  /** Decides for each recipient; takes everything unless told otherwise. */
  refuse: (recipient: string) => Refusal | null = () => null;
  /** Called when a mail has been received and before it is acknowledged. */
  beforeAck: (mail: TestMail) => Promise<void> = async () => undefined;

  private constructor(
    private readonly server: SMTPServer,
    readonly url: string,
  ) {}

  static async start(): Promise<TestMailbox> {
    let mailbox: TestMailbox | null = null;
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      logger: false,
      closeTimeout: 100,
      onRcptTo: ({ address }, _session, done) => {
        const refusal = mailbox?.refuse(address);
        done(refusal?.at === 'recipient' ? smtpError(refusal) : null);
      },
      onData: (stream, session, done) => {
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        buffer(stream)
          .then((raw) => mailbox?.receive(recipients, raw))
          .then(
            () => done(),
            (error: Error) => done(error),
          );
      },
    });
    server.on('error', () => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.server.address();
    if (typeof address !== 'object' || !address) throw new Error('the test mailbox has no port');
    mailbox = new TestMailbox(server, `smtp://127.0.0.1:${address.port}`);
    return mailbox;
  }

  /** The mails to an address so far, of one kind or of any. */
  to(recipient: string, kind?: string): TestMail[] {
    return this.mails.filter(
      (mail) => mail.recipient === recipient.toLowerCase() && (kind === undefined || mail.kind === kind),
    );
  }

  /** Waits for the (nth) mail of a kind to an address. */
  waitFor(recipient: string, kind: string, count = 1): Promise<TestMail> {
    return until(`${count} mail(s) ${kind} to ${recipient}`, () => this.to(recipient, kind)[count - 1]);
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private async receive(recipients: string[], raw: Buffer): Promise<void> {
    for (const recipient of recipients) {
      const refusal = this.refuse(recipient);
      if (refusal) throw smtpError(refusal);
      const email = await PostalMime.parse(raw);
      const kind = email.headers.find(({ key }) => key === 'x-foyer-kind')?.value ?? '';
      const mail = { ...email, recipient: recipient.toLowerCase(), kind, raw: raw.toString('latin1') };
      this.mails.push(mail);
      await this.beforeAck(mail);
    }
  }
}

function smtpError({ code, text = 'refused by the test' }: Refusal): Error {
  return Object.assign(new Error(text), { responseCode: code });
}
