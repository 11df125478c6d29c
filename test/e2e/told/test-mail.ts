import type { Mailbox, SeenMail } from '@foyer/rehearsal';
import { until, type TestMail, type TestMailbox } from '@foyer/test-kit';

/** A rehearsal's view of the test's SMTP server: what has come since the rehearsal began. */
export class MailSince implements Mailbox {
  private readonly from: number;

  constructor(private readonly mailbox: TestMailbox) {
    this.from = mailbox.mails.length;
  }

  /** Everything that was delivered, in order, repeats of the same message too. */
  get mails(): TestMail[] {
    return this.mailbox.mails.slice(this.from);
  }

  total(): Promise<number> {
    return Promise.resolve(new Set(this.mails.map(({ messageId }) => messageId)).size);
  }

  countFor(email: string): Promise<number> {
    return Promise.resolve(this.to(email).length);
  }

  async codeFor(email: string, after: number): Promise<string> {
    const isCode = ({ kind }: TestMail): boolean => kind === 'sign-in-code';
    const mail = await until(`a code for ${email}`, () => this.to(email).slice(after).find(isCode), 60_000);
    return /\b\d{6}\b/.exec(mail.text ?? '')?.[0] ?? '';
  }

  since(count: number): Promise<SeenMail[]> {
    const seen = this.mails.slice(count);
    return Promise.resolve(
      seen.map(({ recipient, kind, messageId }) => ({ to: recipient, kind, messageId: messageId ?? null })),
    );
  }

  private to(email: string): TestMail[] {
    return this.mails.filter(({ recipient }) => recipient === email.toLowerCase());
  }
}
