import type { MailProvider } from '@foyer/contracts';
import { HeldAddresses } from '@foyer/people';
import {
  Clock,
  Database,
  ENV,
  houseCall,
  Limits,
  LOG,
  Problem,
  sql,
  type Env,
  type Logger,
} from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { Hook, Report } from './hook.js';
import { readMailgun } from './mailgun.js';
import { readPostmark } from './postmark.js';
import { readSendGrid } from './sendgrid.js';
import { readSes } from './ses.js';
import { SnsCertificates } from './sns.js';

export type { Hook } from './hook.js';

/** So often somebody who knows no secret is told what was wrong. What is proven is taken however many others guess. */
const guesses = { times: 60, seconds: 600 };

/** What providers of mail report of mail that they had taken. */
@Injectable()
export class MailReports {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(HeldAddresses) private readonly held: HeldAddresses,
    @Inject(SnsCertificates) private readonly certificates: SnsCertificates,
    @Inject(Limits) private readonly limits: Limits,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(ENV) private readonly env: Env,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /**
   * Holds back the addresses that a report names, and marks the mails that came back. The same report again changes
   * nothing.
   * @param address the caller's network address
   * @throws Problem not_found for a provider that is not configured; forbidden for what it has not signed;
   * invalid_input; too_many_requests
   */
  async take(provider: MailProvider, hook: Hook, address: string): Promise<void> {
    let reports: Report[];
    try {
      reports = await this.read(provider, hook);
    } catch (error) {
      if (error instanceof Problem && (error.code === 'forbidden' || error.code === 'invalid_input'))
        await this.limits.use('mail.hook', address, guesses);
      throw error;
    }
    if (reports.length === 0) return;
    const held = await this.database.write(houseCall, async (tx) => {
      const returned = reports.filter(({ mail, reason }) => mail !== null && reason === 'bounced');
      await sql`
        update mail m set state = 'returned', error = w.answer
        from jsonb_to_recordset(${JSON.stringify(returned)}::jsonb) as w(mail uuid, address text, answer text)
        where m.id = w.mail and m.to_address = lower(w.address) and m.state = 'sent'`.execute(tx.sql);
      return this.held.hold(tx.sql, provider, reports);
    });
    this.log.info({ provider, reports: reports.length, held }, 'mail reported back');
  }

  private async read(provider: MailProvider, hook: Hook): Promise<Report[]> {
    const { POSTMARK_HOOK_SECRET, MAILGUN_SIGNING_KEY, SENDGRID_HOOK_KEY, SES_TOPIC_ARN } = this.env;
    const now = this.clock.now();
    switch (provider) {
      case 'postmark':
        return readPostmark(hook, configured(POSTMARK_HOOK_SECRET), now);
      case 'mailgun':
        return readMailgun(hook, configured(MAILGUN_SIGNING_KEY), now);
      case 'sendgrid':
        return readSendGrid(hook, configured(SENDGRID_HOOK_KEY), now);
      case 'ses':
        return readSes(hook, configured(SES_TOPIC_ARN), now, this.certificates);
    }
  }
}

function configured(secret: string | undefined): string {
  if (secret === undefined) throw new Problem('not_found');
  return secret;
}
