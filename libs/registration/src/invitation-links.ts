import type { LocalisedText, RegistrationState, RouteResult, routes } from '@foyer/contracts';
import { EventAccess, EventEntity, eventNow } from '@foyer/events';
import { Clock, Database, houseCall, Problem, sql, type Call, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { Admission } from './admission.js';
import { hashOfToken } from './invitation-token.js';
import { personOf } from './person-of.js';

type Answer<R extends keyof typeof routes> = RouteResult<(typeof routes)[R]>;
interface Row {
  id: string;
  event: string;
  person: string;
  name: string;
  email: string;
  message: LocalisedText | null;
  declined: boolean;
  state: RegistrationState | null;
  answerUntil: Date | string | null;
}

/** What whoever holds an invitation's link may do with it. */
@Injectable()
export class InvitationLinks {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Admission) private readonly admission: Admission,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Looks and changes nothing: mail programs open links, too. @throws Problem not_found for what is no link of ours */
  async look(token: string): Promise<Answer<'getInvitation'>> {
    const row = await this.find(token);
    const event = await this.database.em().findOneOrFail(EventEntity, { id: row.event });
    const { slug, title, purpose, timeZone, languages, startsAt, endsAt } = event;
    const until = row.answerUntil === null ? null : new Date(row.answerUntil);
    const now = eventNow(event, this.clock.now());
    const closed = now >= endsAt || (until !== null && now >= until);
    const answered = row.state !== null && row.state !== 'invited';
    return {
      event: {
        ...{ slug, title, purpose, timeZone, languages },
        ...{ startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() },
      },
      name: row.name,
      email: masked(row.email),
      message: row.message,
      state:
        answered && row.state !== 'withdrawn'
          ? 'answered'
          : closed
            ? 'closed'
            : row.declined
              ? 'declined'
              : 'open',
      answerUntil: until?.toISOString() ?? null,
    };
  }

  /**
   * Declines; again changes nothing. A place that was kept goes to who waits.
   * @throws Problem already_registered for whoever has said yes: they withdraw, signed in; not_found
   */
  async decline(token: string): Promise<void> {
    const { event: id } = await this.find(token);
    await this.database.write(houseCall, async (tx) => {
      const event = await tx.em.findOneOrFail(EventEntity, { id });
      const { now } = await this.admission.lock(tx, event);
      const row = await this.find(token, tx);
      if (row.state !== null && row.state !== 'invited' && row.state !== 'withdrawn')
        throw new Problem('already_registered');
      await sql`
        update invitation set declined_at = coalesce(declined_at, ${now}) where id = ${row.id}`.execute(
        tx.sql,
      );
      const { rows } = await sql<{ registration: string }>`
        update registration set state = 'withdrawn'
        where event_id = ${row.event} and person_id = ${row.person} and state = 'invited'
        returning id as registration`.execute(tx.sql);
      await this.admission.settle(
        tx,
        event,
        rows.map(({ registration }) => ({
          registration,
          person: row.person,
          from: 'invited',
          to: 'withdrawn',
        })),
      );
      await this.admission.promote(tx, event);
      return null;
    });
  }

  /** Notes that the invited person has the form before them; once. @throws Problem not_found without an invitation */
  async opened(call: Call, slug: string): Promise<void> {
    const person = personOf(call);
    await this.database.write(call, async (tx) => {
      const { event } = await this.access.find(call, { slug }, tx);
      const { numAffectedRows } = await sql`
        update invitation set opened_at = coalesce(opened_at, ${eventNow(event, this.clock.now())})
        where event_id = ${event.id} and person_id = ${person} and revoked_at is null`.execute(tx.sql);
      if (!numAffectedRows) throw new Problem('not_found');
      return null;
    });
  }

  private async find(token: string, tx?: Tx): Promise<Row> {
    const { rows } = await sql<Row>`
      select i.id, i.event_id as event, i.person_id as person, i.name, p.email, i.message,
        i.declined_at is not null as declined, r.state, s.closes_at as "answerUntil"
      from invitation i join person p on p.id = i.person_id
      left join registration r on r.event_id = i.event_id and r.person_id = i.person_id
      left join registration_settings s on s.event_id = i.event_id
      where i.token_hash = ${hashOfToken(token)} and i.revoked_at is null`.execute(
      tx?.sql ?? this.database.sql,
    );
    if (!rows[0]) throw new Problem('not_found');
    return rows[0];
  }
}

/** Enough for its owner to know it, too little for anybody else to write to. */
const masked = (email: string): string => email.replace(/^(.)[^@]*/, '$1…');
