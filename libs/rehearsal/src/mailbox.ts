import { createApi, type Api } from '@foyer/client';
import { eachOf, untilSeen } from './crowd.js';

export interface SeenMail {
  to: string;
  kind: string;
  messageId: string | null;
}

/** Where the people of a rehearsal get their mail. */
export interface Mailbox {
  /** How many mails there are in all. */
  total(): Promise<number>;
  countFor(email: string): Promise<number>;
  /** The code in the mail that came after so many others. */
  codeFor(email: string, after: number, signal: AbortSignal): Promise<string>;
  /** Every mail, oldest first, leaving out so many of the oldest. */
  since(count: number, signal: AbortSignal): Promise<SeenMail[]>;
}

/** The demo server's mailbox, read from outside as a mail program would. */
export class ServerMailbox implements Mailbox {
  private readonly api: Api;

  constructor(url: string) {
    this.api = createApi({ baseUrl: url });
  }

  async total(): Promise<number> {
    return (await this.api.call('listMailbox', { query: { limit: 1 } })).total;
  }

  async countFor(email: string): Promise<number> {
    return (await this.api.call('listMailbox', { query: { to: email, limit: 1 } })).total;
  }

  async codeFor(email: string, after: number, signal: AbortSignal): Promise<string> {
    let code: string | undefined;
    await untilSeen(`a sign-in code for ${email}`, signal, async () => {
      const { mails, total } = await this.api.call('listMailbox', { query: { to: email, limit: 20 } });
      for (const mail of mails.slice(0, Math.max(0, total - after))) {
        const { text, headers } = await this.api.call('getMailboxMail', { params: { mail: mail.id } });
        if (kindOf(headers) !== 'sign-in-code') continue;
        code = /\b\d{6}\b/.exec(text)?.[0];
        break;
      }
      return code !== undefined;
    });
    return code ?? '';
  }

  async since(count: number, signal: AbortSignal): Promise<SeenMail[]> {
    const ids: string[] = [];
    const wanted = (await this.total()) - count;
    let before: string | undefined;
    while (ids.length < wanted) {
      const limit = Math.min(1_000, wanted - ids.length);
      const { mails } = await this.api.call('listMailbox', { query: before ? { limit, before } : { limit } });
      if (mails.length === 0) break;
      ids.push(...mails.map((mail) => mail.id));
      before = mails.at(-1)?.id;
    }
    const seen: SeenMail[] = new Array<SeenMail>(ids.length);
    await eachOf(ids, 8, signal, async (mail, index) => {
      const { to, headers, messageId } = await this.api.call('getMailboxMail', { params: { mail } });
      seen[index] = { to: (to[0] ?? '').toLowerCase(), kind: kindOf(headers), messageId };
    });
    return seen.reverse();
  }
}

function kindOf(headers: readonly { name: string; value: string }[]): string {
  return headers.find(({ name }) => name.toLowerCase() === 'x-foyer-kind')?.value ?? 'unknown';
}
