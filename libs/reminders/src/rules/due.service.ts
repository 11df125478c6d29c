import { standardRules, usualQuietHours, type ReminderKind } from '@foyer/contracts';
import { Clock, Database, houseCall, sql, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { Mails, type NewMail } from '../mail/mails.service.js';
import { AppNotifier } from '../notifications/notifier.js';
import { quietEnd } from '../notifications/quiet-end.js';
import { Pushes } from '../push/pushes.service.js';
import { keyOf, truthOf, type Truth } from './truth.js';

/** How many people's reminders one transaction tells. */
const batch = 500;
/** What is due to one person within this time comes as one message. */
const togetherSeconds = 60;

/** Kinds whose rows follow from being registered alone: what had no cause when it fell due is done with. */
const askedOnce: ReadonlySet<ReminderKind> = new Set(['profile', 'feedback']);

interface DueRow {
  id: string;
  person: string;
  kind: ReminderKind;
  ref: string;
  startsAt: Date;
  dueAt: Date;
  timeZone: string;
  /** What the person has said of their quiet hours: null where they have none, or have said nothing. */
  from: number | null;
  until: number | null;
  saidSo: boolean;
}
type Telling = DueRow & { truth: Truth };

/** Tells people what is due, checking again that it is still so. */
@Injectable()
export class DueReminders {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Mails) private readonly mails: Mails,
    @Inject(AppNotifier) private readonly app: AppNotifier,
    @Inject(Pushes) private readonly pushes: Pushes,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Everything that is due now. @returns how many mails were queued */
  async tell(): Promise<number> {
    let queued = 0;
    for (;;) {
      const some = await this.database.write(houseCall, (tx) => this.tellSome(tx));
      queued += some.queued;
      // Several of one person come together: few people need not mean that nothing else is due.
      if (some.claimed === 0) return queued;
    }
  }

  private async tellSome(tx: Tx): Promise<{ claimed: number; queued: number }> {
    // One teller at a time, so that nobody's reminders are split between two messages.
    const { rows } = await sql<{ mine: boolean }>`
      select pg_try_advisory_xact_lock(hashtextextended('reminders.due', 0)) as mine`.execute(tx.sql);
    if (!rows[0]?.mine) return { claimed: 0, queued: 0 };
    const now = this.clock.now();
    const people = await this.peopleWithDue(tx, now);
    if (people.length === 0) return { claimed: 0, queued: 0 };
    const due = await this.claim(tx, people, now);
    const truths = await truthOf(tx.sql, due, now);
    const telling: Telling[] = [];
    const gone: string[] = [];
    const late: string[] = [];
    const moved: Telling[] = [];
    const held: { id: string; until: Date }[] = [];
    const holdUntil = quietness();
    for (const row of due) {
      const truth = truths.get(keyOf(row));
      if (!truth) (askedOnce.has(row.kind) ? late : gone).push(row.id);
      else if (truth.startsAt <= truth.eventNow) late.push(row.id);
      else if (truth.startsAt.getTime() !== row.startsAt.getTime()) moved.push({ ...row, truth });
      else {
        const until = holdUntil(row, truth);
        if (until) held.push({ id: row.id, until });
        else telling.push({ ...row, truth });
      }
    }
    await this.settle(tx, [...telling.map(({ id }) => id), ...late], gone, moved, now);
    await hold(tx, held);
    const { mails, news, pushes } = await this.compose(tx, telling, now);
    await this.app.tell(tx, news);
    await this.pushes.tell(tx, pushes);
    const queued = await this.mails.queueAlone(tx, mails);
    return { claimed: due.length, queued };
  }

  /** Who has something due, by the clocks of the events it belongs to. */
  private async peopleWithDue(tx: Tx, now: Date): Promise<string[]> {
    const { rows } = await sql<{ person: string }>`
      select person_id as person from (
        -- Without a join, so that the index gives the first few in order, however many are due.
        (select r.person_id, greatest(r.due_at, r.held_until) as wake_at from reminder r
         where r.told_at is null and greatest(r.due_at, r.held_until) <= ${now}
           and r.event_id <> all(array(select id from event where clock_at is not null))
         order by greatest(r.due_at, r.held_until) limit ${batch})
        union all
        -- By event, or every reminder of all others would be looked at for the few that have a clock of their own.
        (select r.person_id, r.wake_at from event e cross join lateral (
           select r.person_id, greatest(r.due_at, r.held_until) as wake_at from reminder r
           where r.event_id = e.id and r.told_at is null
             and greatest(r.due_at, r.held_until) <= event_now(e.clock_at, e.clock_real, e.clock_rate, ${now})
           order by greatest(r.due_at, r.held_until) limit ${batch}) r
         where e.clock_at is not null)
      ) due group by person_id order by min(wake_at) limit ${batch}`.execute(tx.sql);
    return rows.map(({ person }) => person);
  }

  private async claim(tx: Tx, people: readonly string[], now: Date): Promise<DueRow[]> {
    const { rows } = await sql<DueRow>`
      select r.id, r.person_id as person, r.kind, r.ref, r.starts_at as "startsAt", r.due_at as "dueAt", p.time_zone as "timeZone",
        q.from_minute as "from", q.until_minute as until, q.person_id is not null as "saidSo"
      from reminder r join event e on e.id = r.event_id join person p on p.id = r.person_id
      left join quiet_hours q on q.person_id = r.person_id
      where r.person_id = any(${people}::uuid[]) and r.told_at is null
        and greatest(r.due_at, r.held_until) <= event_now(e.clock_at, e.clock_real, e.clock_rate, ${now})
          + make_interval(secs => ${togetherSeconds})
      order by r.id for update of r skip locked`.execute(tx.sql);
    return rows.map((row) => ({ ...row, startsAt: new Date(row.startsAt), dueAt: new Date(row.dueAt) }));
  }

  private async settle(
    tx: Tx,
    told: readonly string[],
    gone: readonly string[],
    moved: readonly Telling[],
    now: Date,
  ): Promise<void> {
    await sql`update reminder set told_at = ${now} where id = any(${told}::uuid[])`.execute(tx.sql);
    if (gone.length) await sql`delete from reminder where id = any(${gone}::uuid[])`.execute(tx.sql);
    for (const { id, truth } of moved) {
      // The fact of the move is still on its way: the row follows what is so.
      await sql`
        update reminder set starts_at = ${truth.startsAt}, held_until = null,
          due_at = due_at + (${truth.startsAt}::timestamptz - starts_at)
        where id = ${id}`.execute(tx.sql);
    }
  }

  /**
   * One message a person and channel, of what they have not stopped there; where they have stopped all mail of it, a
   * note that nothing went out.
   */
  private async compose(
    tx: Tx,
    telling: readonly Telling[],
    now: Date,
  ): Promise<{ mails: NewMail[]; news: NewMail[]; pushes: NewMail[] }> {
    const people = new Map<string, Telling[]>();
    for (const row of telling) people.set(row.person, [...(people.get(row.person) ?? []), row]);
    const { rows } = await sql<{ key: string }>`
      select 'mail ' || person_id || ' ' || kind as key from mail_stop where person_id = any(${[...people.keys()]}::uuid[])
      union all
      select 'app ' || person_id || ' ' || kind from notification_stop
      where person_id = any(${[...people.keys()]}::uuid[])
      union all
      select 'push ' || person_id || ' ' || kind from push_stop where person_id = any(${[...people.keys()]}::uuid[])
      union all
      -- Few of thousands have a device: for the others nothing is written.
      select 'device ' || person_id from push_device where person_id = any(${[...people.keys()]}::uuid[])`.execute(
      tx.sql,
    );
    const found = new Set(rows.map(({ key }) => key));
    const wanted = (channel: 'mail' | 'app' | 'push', all: readonly Telling[]): Telling[] =>
      all.filter(({ person, kind }) => !found.has(`${channel} ${person} ${standardRules[kind].mail}`));
    const mails: NewMail[] = [];
    const news: NewMail[] = [];
    const pushes: NewMail[] = [];
    for (const [person, all] of people) {
      const byMail = wanted('mail', all);
      mails.push(mailOf(person, byMail.length ? byMail : all, now));
      const inApp = wanted('app', all);
      if (inApp.length) news.push(mailOf(person, inApp, now));
      const onDevices = found.has(`device ${person}`) ? wanted('push', all) : [];
      if (onDevices.length) pushes.push(mailOf(person, onDevices, now));
    }
    return { mails, news, pushes };
  }
}

/**
 * Until when what can wait is held back for somebody's quiet hours, if at all. What would come too late after them is
 * told at once. Many have the same hours in the same zone: each is reckoned once.
 */
function quietness(): (row: DueRow, truth: Truth) => Date | null {
  const known = new Map<string, Date | null>();
  return ({ kind, timeZone, from, until, saidSo }, { eventNow, startsAt }) => {
    if (standardRules[kind].urgent) return null;
    const quiet = saidSo ? from !== null && until !== null && { from, until } : usualQuietHours;
    if (!quiet) return null;
    const key = `${eventNow.getTime()} ${timeZone} ${quiet.from} ${quiet.until}`;
    const end = known.has(key) ? (known.get(key) ?? null) : quietEnd(eventNow, timeZone, quiet);
    known.set(key, end);
    return end && end < startsAt ? end : null;
  };
}

async function hold(tx: Tx, held: readonly { id: string; until: Date }[]): Promise<void> {
  if (held.length === 0) return;
  await sql`
    update reminder r set held_until = w.until
    from jsonb_to_recordset(${JSON.stringify(held)}::jsonb) as w(id uuid, until timestamptz) where r.id = w.id`.execute(
    tx.sql,
  );
}

function mailOf(person: string, telling: readonly Telling[], now: Date): NewMail {
  const inOrder = [...telling].sort(
    (a, b) =>
      a.truth.startsAt.getTime() - b.truth.startsAt.getTime() || a.dueAt.getTime() - b.dueAt.getTime(),
  );
  const [first] = inOrder;
  const last = inOrder.at(-1);
  if (!first || !last) throw new Error('nothing to tell');
  // The day before and the hour before of one event, both due, are one thing to tell: what was due last holds.
  const items = new Map(
    inOrder.map(({ kind, ref, truth }) => [kind === 'follow-up' ? `${ref} after` : ref, truth.item]),
  );
  return {
    kind: standardRules[first.kind].mail,
    event: first.truth.event,
    person,
    dedupe: `reminder:${first.id}:${now.toISOString()}`,
    content: { about: 'reminders', items: [...items.values()] },
    expiresAt: last.truth.startsAt,
  };
}
