import { Migration } from '@mikro-orm/migrations';

/** People are told when an event moves or is called off: one more kind of mail. The longer list holds for all rows. */
export class Migration0073EventMoved extends Migration {
  override up(): void {
    for (const table of tables) {
      const name = `"${table}_kind_check"`;
      this.addSql(
        `alter table "${table}" drop constraint ${name}, add constraint ${name} check ("kind" in (${kinds})) not valid;`,
      );
      this.addSql(`alter table "${table}" validate constraint ${name};`);
    }
  }
}

const tables = ['mail', 'mail_stop', 'notification', 'notification_stop', 'push', 'push_stop'];
const kinds = `'registration-confirmed', 'registration-state', 'event-moved', 'invitation', 'event-reminder', 'session-reminder', 'starred-reminder', 'profile-reminder', 'meeting-requested', 'request-reminder', 'meeting-booked', 'meeting-cancelled', 'meeting-reminder', 'feedback-reminder', 'summary', 'agenda-changed', 'speaker-claim', 'speaker-reviewed', 'organiser-message'`;
