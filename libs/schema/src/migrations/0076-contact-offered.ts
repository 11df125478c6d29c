import { Migration } from '@mikro-orm/migrations';

/** One kind more of what people are told: somebody offers them their contact. */
export class Migration0076ContactOffered extends Migration {
  override up(): void {
    for (const table of ['mail', 'mail_stop', 'notification', 'notification_stop', 'push', 'push_stop']) {
      const check = `"${table}_kind_check"`;
      this.addSql(
        `alter table "${table}" drop constraint ${check}, add constraint ${check} check ("kind" in (${kinds})) not valid;`,
      );
      this.addSql(`alter table "${table}" validate constraint ${check};`);
    }
  }
}

const kinds = `'registration-confirmed', 'registration-state', 'event-moved', 'invitation', 'event-reminder', 'session-reminder', 'starred-reminder', 'profile-reminder', 'meeting-requested', 'request-reminder', 'meeting-booked', 'meeting-cancelled', 'meeting-reminder', 'contact-offered', 'feedback-reminder', 'summary', 'agenda-changed', 'speaker-claim', 'speaker-reviewed', 'organiser-message'`;
