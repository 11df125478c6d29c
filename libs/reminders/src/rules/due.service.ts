import { standardRules, type ReminderKind } from '@foyer/contracts';
import { Clock, Database, houseCall, sql, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { Mails, type NewMail } from '../mail/mails.service.js';
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
}
type Telling = DueRow & { truth: Truth };

/** Tells people what is due, checking again that it is still so. */
@Injectable()
export class DueReminders {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Mails) private readonly mails: Mails,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Everything that is due now. @returns how many mails were queued */
  async tell(): Promise<number> {
    let queued = 0;
    for (;;) {
      const some = await this.database.write(houseCall, (tx) => this.tellSome(tx));
      queued += some.queued;
      if (some.people < batch) return queued;
    }
  }

  private async tellSome(tx: Tx): Promise<{ people: number; queued: number }> {
    // One teller at a time, so that nobody's reminders are split between two messages.
    const { rows } = await sql<{ mine: boolean }>`
      select pg_try_advisory_xact_lock(hashtextextended('reminders.due', 0)) as mine`.execute(tx.sql);
    if (!rows[0]?.mine) return { people: 0, queued: 0 };
    const now = this.clock.now();
    const people = await this.peopleWithDue(tx, now);
    if (people.length === 0) return { people: 0, queued: 0 };
    const due = await this.claim(tx, people, now);
    const truths = await truthOf(tx.sql, due, now);
    const telling: Telling[] = [];
    const gone: string[] = [];
    const late: string[] = [];
    const moved: Telling[] = [];
    for (const row of due) {
      const truth = truths.get(keyOf(row));
      if (!truth) (askedOnce.has(row.kind) ? late : gone).push(row.id);
      else if (truth.startsAt <= truth.eventNow) late.push(row.id);
      else if (truth.startsAt.getTime() !== row.startsAt.getTime()) moved.push({ ...row, truth });
      else telling.push({ ...row, truth });
    }
    await this.settle(tx, [...telling.map(({ id }) => id), ...late], gone, moved, now);
    const queued = await this.mails.queue(tx, await this.compose(tx, telling, now));
    return { people: people.length, queued };
  }

  /** Who has something due, by the clocks of the events it belongs to. */
  private async peopleWithDue(tx: Tx, now: Date): Promise<string[]> {
    const { rows } = await sql<{ person: string }>`
      select person_id as person from (
        (select r.person_id, greatest(r.due_at, r.held_until) as wake_at from reminder r join event e on e.id = r.event_id
         where r.told_at is null and greatest(r.due_at, r.held_until) <= ${now} and e.clock_at is null
         order by wake_at limit ${batch})
        union all
        (select r.person_id, greatest(r.due_at, r.held_until) as wake_at from event e join reminder r on r.event_id = e.id
         where e.clock_at is not null and r.told_at is null
           and greatest(r.due_at, r.held_until) <= event_now(e.clock_at, e.clock_real, e.clock_rate, ${now})
         order by wake_at limit ${batch})
      ) due group by person_id order by min(wake_at) limit ${batch}`.execute(tx.sql);
    return rows.map(({ person }) => person);
  }

  private async claim(tx: Tx, people: readonly string[], now: Date): Promise<DueRow[]> {
    const { rows } = await sql<DueRow>`
      select r.id, r.person_id as person, r.kind, r.ref, r.starts_at as "startsAt"
      from reminder r join event e on e.id = r.event_id
      where r.person_id = any(${people}::uuid[]) and r.told_at is null
        and greatest(r.due_at, r.held_until) <= event_now(e.clock_at, e.clock_real, e.clock_rate, ${now})
          + make_interval(secs => ${togetherSeconds})
      order by r.id for update of r skip locked`.execute(tx.sql);
    return rows.map((row) => ({ ...row, startsAt: new Date(row.startsAt) }));
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

  /** One mail a person, of what they have not stopped; where they have stopped it all, a note that nothing went out. */
  private async compose(tx: Tx, telling: readonly Telling[], now: Date): Promise<NewMail[]> {
    const people = new Map<string, Telling[]>();
    for (const row of telling) people.set(row.person, [...(people.get(row.person) ?? []), row]);
    const { rows } = await sql<{ key: string }>`
      select person_id || ' ' || kind as key from mail_stop where person_id = any(${[...people.keys()]}::uuid[])`.execute(
      tx.sql,
    );
    const stopped = new Set(rows.map(({ key }) => key));
    return [...people].map(([person, all]) => {
      const wanted = all.filter(({ kind }) => !stopped.has(`${person} ${standardRules[kind].mail}`));
      return mailOf(person, wanted.length ? wanted : all, now);
    });
  }
}

function mailOf(person: string, telling: readonly Telling[], now: Date): NewMail {
  const inOrder = [...telling].sort((a, b) => a.truth.startsAt.getTime() - b.truth.startsAt.getTime());
  const [first] = inOrder;
  const last = inOrder.at(-1);
  if (!first || !last) throw new Error('nothing to tell');
  // The day before and the hour before of one event, both due, are one thing to tell.
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
