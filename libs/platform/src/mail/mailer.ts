import type { NodemailerError, SendMailOptions } from 'nodemailer';
import addressparser from 'nodemailer/lib/addressparser';
import type { Clock } from '../clock/clock.js';
import type { Env } from '../env/env.js';
import { inSpan } from '../trace/trace.js';
import { headerText, type Letter } from './letter.js';
import { meaningOf, readReply, storedAnswer, type SmtpMeaning } from './smtp-answer.js';

/**
 * A letter did not go out. `refused`: the same letter would be refused again. `deferred`: the server wants it later.
 * `away`: nothing goes out at present, this letter or another.
 */
export class MailNotSent extends Error {
  constructor(
    /** The server's reply code and our code for it; no address, no text of the server. */
    readonly reason: string,
    readonly outcome: 'refused' | 'deferred' | 'away',
    /** What the server's answer means. */
    readonly meaning: SmtpMeaning = 'away',
  ) {
    super(`mail not sent: ${reason}`);
    this.name = 'MailNotSent';
  }
}

const connections = 5;
const patienceMilliseconds = 10_000;

/** The way out by SMTP: the server of SMTP_URL, else the embedded mailbox. */
export class Mailer {
  /** Who the house writes as. */
  readonly from: { name: string; address: string };
  private readonly postmark: boolean;
  private readonly way: ReturnType<typeof wayOf> | null;
  private transport: ReturnType<typeof openTransport> | null = null;

  /** @throws Error when MAIL_FROM holds no address, or SMTP_URL cannot be read */
  constructor(
    env: Pick<Env, 'SMTP_URL' | 'MAILBOX_PORT' | 'MAIL_FROM' | 'POSTMARK_HOOK_SECRET'>,
    private readonly clock: Clock,
  ) {
    const [from] = addressparser(env.MAIL_FROM, { flatten: true });
    if (!from?.address.includes('@')) throw new Error('MAIL_FROM holds no mail address');
    this.postmark = env.POSTMARK_HOOK_SECRET !== undefined;
    this.from = { name: headerText(from.name), address: from.address };
    const url = env.SMTP_URL ?? (env.MAILBOX_PORT ? `smtp://127.0.0.1:${env.MAILBOX_PORT}` : null);
    this.way = url === null ? null : wayOf(url, env.SMTP_URL === undefined);
  }

  /** The domain that ids of messages and calendar entries are made in. */
  get domain(): string {
    return this.from.address.slice(this.from.address.lastIndexOf('@') + 1);
  }

  messageId(letter: Pick<Letter, 'id'>): string {
    return `<${letter.id}@${this.domain}>`;
  }

  /** Hands a letter to the server. @throws MailNotSent when the server does not take it */
  async send(letter: Letter): Promise<void> {
    if (this.way === null) throw new MailNotSent('no SMTP server is configured (SMTP_URL)', 'away');
    const transport = await (this.transport ??= openTransport(this.way));
    const measured = {
      kind: 'client',
      within: true,
      attributes: { 'foyer.mail.kind': letter.kind },
    } as const;
    try {
      await inSpan({ name: 'mail', ...measured }, () => transport.sendMail(this.compose(letter)));
    } catch (error) {
      throw describe(error);
    }
  }

  close(): void {
    this.transport?.then(
      (transport) => transport.close(),
      () => undefined,
    );
  }

  private compose(letter: Letter): SendMailOptions {
    const calendar = letter.calendar;
    return {
      from: this.from,
      to: { name: headerText(letter.to.name), address: letter.to.address },
      ...(letter.replyTo ? { replyTo: letter.replyTo } : {}),
      subject: headerText(letter.subject),
      messageId: this.messageId(letter),
      date: this.clock.now(),
      text: letter.text,
      html: letter.html,
      headers: {
        // RFC 3834: nobody's out-of-office answers this.
        'Auto-Submitted': 'auto-generated',
        'X-Auto-Response-Suppress': 'All',
        'X-Foyer-Kind': letter.kind,
        'Content-Language': letter.language,
        // Postmark gives it back with what it reports: the Message-ID does not come along.
        ...(this.postmark ? { 'X-PM-Metadata-mail': letter.id } : {}),
        ...(letter.unsubscribeUrl
          ? {
              'List-Unsubscribe': { prepared: true, value: `<${letter.unsubscribeUrl}>` },
              'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
            }
          : {}),
      },
      ...(calendar
        ? { icalEvent: { method: calendar.method, filename: 'invite.ics', content: calendar.content } }
        : {}),
      disableFileAccess: true,
      disableUrlAccess: true,
    };
  }
}

/** What speaks SMTP is read with the first letter: an api sends none. */
async function openTransport(way: ReturnType<typeof wayOf>) {
  const { default: nodemailer } = await import('nodemailer');
  return nodemailer.createTransport(way);
}

function wayOf(url: string, embedded: boolean) {
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === 'smtps:';
  return {
    pool: true as const,
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port ? Number(port) : secure ? 465 : 587,
    secure,
    ignoreTLS: embedded,
    ...(username ? { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } } : {}),
    maxConnections: connections,
    // What becomes of a message whose connection broke is for the job queue to decide, under its own back-off.
    maxRequeues: 0,
    connectionTimeout: patienceMilliseconds,
    greetingTimeout: patienceMilliseconds,
    // RFC 5321, 4.5.3.2.6: who gives up early on the answer to a message sends it twice. A process that stood still for
    // a while sees its timers first, and the answer that has long been there only then.
    socketTimeout: 600_000,
  };
}

/** A refusal of the recipient or of the message is for good; one of ourselves, or no answer at all, may pass. */
function describe(error: unknown): MailNotSent {
  if (!(error instanceof Error)) return new MailNotSent('unknown', 'away');
  const { code, command, responseCode, response }: Partial<NodemailerError> = { ...error };
  const answer = readReply(command, responseCode, response);
  const reason = [code, storedAnswer(answer)].filter(Boolean).join(' ') || error.name;
  // Nobody can write to an address that is none: nodemailer does not even ask.
  if (code === 'EENVELOPE' && responseCode === undefined)
    return new MailNotSent(reason, 'refused', 'no_mailbox');
  if (command !== 'RCPT TO' && command !== 'DATA') return new MailNotSent(reason, 'away');
  const meaning = meaningOf(answer);
  // A full mailbox is emptied some day, whatever the first digit says.
  const refused = meaning !== 'mailbox_full' && (responseCode ?? 0) >= 500 && responseCode !== 503;
  return new MailNotSent(reason, refused ? 'refused' : 'deferred', meaning);
}
