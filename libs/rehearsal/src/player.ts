import { CookieJar, createApi, createLive, isProblem, type Api, type Live } from '@foyer/client';
import type { Language, Me } from '@foyer/contracts';
import type { Ledger } from './ledger.js';
import type { Mailbox } from './mailbox.js';

/** One person of the rehearsal: a browser of their own, as the server sees it. */
export class Player {
  private readonly jar = new CookieJar();
  readonly api: Api;
  private socket: Live | null = null;
  /** Requests that change something and were acknowledged. */
  acknowledged = 0;
  /** The account's id, known once signed in. */
  id = '';
  /** How the account wants to be written to, known once signed in. */
  timeZone = 'UTC';
  language: Language = 'en';
  /** As others see it, known once registered. */
  name = '';

  constructor(
    private readonly url: string,
    readonly email: string,
  ) {
    this.api = createApi({
      baseUrl: url,
      cookies: this.jar,
      fetch: async (input, init) => {
        const answer = await fetch(input, init);
        if (answer.ok && init?.method !== undefined && init.method !== 'GET') this.acknowledged++;
        return answer;
      },
    });
  }

  /** The person's socket; opened when first used. */
  get live(): Live {
    this.socket ??= createLive({ url: this.url, cookies: this.jar });
    return this.socket;
  }

  leaveLive(): void {
    this.socket?.close();
    this.socket = null;
  }

  /** Signs in: who is of the demo by one click, everybody else by the code in their mail. */
  async enter(mailbox: Mailbox, ledger: Ledger, signal: AbortSignal): Promise<void> {
    if (this.email.endsWith('@demo.foyer.test')) {
      this.know(await this.api.call('demoSignIn', { body: { email: this.email } }));
    } else {
      this.know(await this.signIn(mailbox, signal));
      ledger.expect('sign-in-code', this.email, { subjects: ['code.subject'], told: [] });
    }
    ledger.reads(this.email, 0, this.language, this.timeZone);
  }

  /** Takes over what the server says of the account. */
  know({ id, language, timeZone }: Me): void {
    this.id = id;
    this.language = language;
    this.timeZone = timeZone;
  }

  /** As anybody would: asks for a code, reads it in the mail, enters it. */
  private async signIn(mailbox: Mailbox, signal: AbortSignal): Promise<Me> {
    const before = await mailbox.countFor(this.email);
    await this.askForCode(signal);
    const code = await mailbox.codeFor(this.email, before, signal);
    return this.api.call('signIn', { body: { code } });
  }

  private async askForCode(signal: AbortSignal): Promise<void> {
    for (;;) {
      try {
        await this.api.call('requestCode', { body: { email: this.email } });
        return;
      } catch (error) {
        // Many people behind one address: the server says when there is room again.
        if (!isProblem(error, 'too_many_requests')) throw error;
        await wait((error.retryAfterSeconds ?? 5) * 1_000, signal);
      }
    }
  }
}

export function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(new Error('The rehearsal was stopped'));
    };
    if (signal.aborted) {
      stop();
      return;
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    signal.addEventListener('abort', stop, { once: true });
  });
}
