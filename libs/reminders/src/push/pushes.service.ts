import { appKinds } from '@foyer/contracts';
import { Clock, sql, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { NewMail } from '../mail/mails.service.js';

/** How many messages one job hands over. */
const batch = 100;
/** After this long a message that waits is looked for again, in case the job queue was lost. */
const lookAgainMinutes = 60;
/** How many are handed over at once. */
const mostAtOnce = 10_000;

/** Messages to devices, on their way out. */
@Injectable()
export class Pushes {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  /**
   * Queues what people are told for each of their devices, once for its `dedupe` and device; of a kind that the person
   * has stopped there is none.
   * @returns how many were queued now
   */
  async tell(tx: Tx, news: readonly NewMail[]): Promise<number> {
    const told = news.filter(({ kind }) => appKinds.includes(kind));
    if (told.length === 0) return 0;
    const now = this.clock.now();
    const { rows } = await sql<{ id: string }>`
      insert into push (kind, event_id, person_id, device_id, state, dedupe, content, expires_at, created_at, look_at)
      select w.kind, w.event, d.person_id, d.id, 'queued', w.dedupe, w.content, w."expiresAt", ${now}::timestamptz,
        ${now}::timestamptz + make_interval(mins => ${lookAgainMinutes})
      from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as w(kind text, event uuid, person uuid, dedupe text,
        content jsonb, "expiresAt" timestamptz)
      join push_device d on d.person_id = w.person
      join sign_in_session s on s.id = d.session_id and s.expires_at > ${now}
      where not exists (select from push_stop p where p.person_id = w.person and p.kind = w.kind)
      on conflict (device_id, dedupe) do nothing
      returning id`.execute(tx.sql);
    return this.handOver(tx, rows);
  }

  /** Queues what tries one device. */
  async test(
    tx: Tx,
    { person, device, dedupe }: { person: string; device: string; dedupe: string },
  ): Promise<void> {
    const now = this.clock.now();
    const { rows } = await sql<{ id: string }>`
      insert into push (person_id, device_id, state, dedupe, created_at, look_at)
      values (${person}, ${device}, 'queued', ${dedupe}, ${now},
        ${now}::timestamptz + make_interval(mins => ${lookAgainMinutes}))
      returning id`.execute(tx.sql);
    this.handOver(tx, rows);
  }

  /**
   * Hands over what is due: what was put off, and what has been waiting for long. Handing over what still has a job is
   * harmless, since a message leaves its state but once.
   * @returns how many were handed over
   */
  async handOverDue(tx: Tx): Promise<number> {
    const now = this.clock.now();
    const { rows } = await sql<{ id: string }>`
      update push set look_at = ${now}::timestamptz + make_interval(mins => ${lookAgainMinutes})
      where id in (select id from push where state = 'queued' and look_at <= ${now}
        order by look_at limit ${mostAtOnce} for update skip locked)
      returning id`.execute(tx.sql);
    return this.handOver(tx, rows);
  }

  private handOver(tx: Tx, rows: readonly { id: string }[]): number {
    for (let from = 0; from < rows.length; from += batch) {
      tx.fact('push.queued', { pushes: rows.slice(from, from + batch).map(({ id }) => id) });
    }
    return rows.length;
  }
}
