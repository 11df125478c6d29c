import { appKinds, notificationsStream, streamName, type MailKind } from '@foyer/contracts';
import { Clock, sql, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { NewMail } from '../mail/mails.service.js';

/** What to tell somebody in the app. */
export type NewNotification = Omit<NewMail, 'expiresAt'>;

/** Puts down what people are told in the app, and lets their devices know. */
@Injectable()
export class AppNotifier {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  /** Each once for its `dedupe`; of a kind that the person has stopped there is none. @returns how many there are now */
  async tell(tx: Tx, news: readonly NewNotification[]): Promise<number> {
    const told = news.filter(({ kind }) => appKinds.includes(kind));
    if (told.length === 0) return 0;
    const now = this.clock.now();
    const { rows } = await sql<{ id: string; person: string; kind: MailKind }>`
      insert into notification (kind, event_id, person_id, dedupe, content, created_at)
      select w.kind, w.event, w.person, w.dedupe, w.content, ${now}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(told)}::jsonb)
        as w(kind text, event uuid, person uuid, dedupe text, content jsonb)
      where not exists (select from notification_stop s where s.person_id = w.person and s.kind = w.kind)
      on conflict (dedupe) do nothing
      returning id, person_id as person, kind`.execute(tx.sql);
    for (const { id, person, kind } of rows) {
      tx.change(streamName(notificationsStream, { person }), {
        put: { unread: { [id]: { kind, at: now.toISOString() } } },
      });
    }
    return rows.length;
  }
}
