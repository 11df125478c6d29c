import {
  mostInvitations,
  type InvitationRow,
  type NewInvitation,
  type RouteParsed,
  type RouteResult,
  type routes,
} from '@foyer/contracts';
import { EventAccess, organisers } from '@foyer/events';
import { Accounts } from '@foyer/people';
import { Clock, Database, ENV, Problem, sql, type Call, type Env, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Admission } from './admission.js';
import { readInvitationList } from './invitation-list.js';
import { standingOf, upsertInvitations, type Wanted } from './invitation-write.js';

type Body<R extends keyof typeof routes> = RouteParsed<(typeof routes)[R]>['body'];
type Answer<R extends keyof typeof routes> = RouteResult<(typeof routes)[R]>;

/** Nobody is written to twice within so many hours, however many organisers press the button. */
export const quietHours = 20;
const factSize = 500;

/** People are asked to come: many at once, each by a link of their own. */
@Injectable()
export class InvitationsService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(Admission) private readonly admission: Admission,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /**
   * What would become of a list: who is in it, and whom nobody can write to and why. It looks at this event alone,
   * so it tells nobody who has an account elsewhere.
   * @throws Problem forbidden for who does not organise the event
   */
  async check(call: Call, slug: string, text: string): Promise<Answer<'checkInvitations'>> {
    const { event } = await this.access.findAs(call, { slug }, organisers);
    const read = await readInvitationList(text, event.categories);
    const rows = read.slice(0, mostInvitations);
    const standing = await standingOf(
      this.database.sql,
      event.id,
      rows.map(({ email }) => email),
    );
    return {
      tooMany: read.length > rows.length,
      rows: rows.map((row): InvitationRow => ({
        ...row,
        problem: row.problem ?? standing.get(row.email) ?? null,
      })),
    };
  }

  /**
   * Invites all of them in one transaction, their mails with it. Who is registered, was invited, has withdrawn or was
   * declined is not written to. An invitation that was declined or taken back is made anew with another link.
   * @throws Problem event_not_published; forbidden
   */
  async send(call: Call, slug: string, body: Body<'sendInvitations'>): Promise<Answer<'sendInvitations'>> {
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.findAs(call, { slug }, organisers, tx);
      if (event.state !== 'published') throw new Problem('event_not_published');
      const given = [...new Map(body.invitations.map((row) => [row.email, row])).values()];
      const people = await this.accounts.ensure(tx, given);
      await this.admission.lock(tx, event);
      const standing = await standingOf(
        tx.sql,
        event.id,
        given.map(({ email }) => email),
      );
      const wanted = given
        .filter(({ email }) => !standing.has(email))
        .flatMap((row): Wanted[] => {
          const person = people.get(row.email);
          return person === undefined ? [] : [{ person, ...wantedOf(row, event.languages[0] ?? 'en') }];
        });
      if (body.imported) wanted.push(...(await imported(tx, event.id)));
      const message = body.message && Object.keys(body.message).length ? body.message : null;
      const ids = await upsertInvitations(tx, this.env, event.id, wanted, message, this.clock.now());
      this.mail(tx, event.id, ids);
      return {
        sent: ids.length,
        kept: given.length - given.filter(({ email }) => !standing.has(email)).length,
      };
    });
  }

  /** Writes again to those who have not answered; who was written to lately is spared. @throws Problem forbidden */
  async remind(call: Call, slug: string, chosen: readonly string[] | undefined): Promise<number> {
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.findAs(call, { slug }, organisers, tx);
      const now = this.clock.now();
      const { rows } = await sql<{ id: string }>`
        update invitation i set mails = i.mails + 1, mailed_at = ${now}
        where i.event_id = ${event.id} and ${unanswered} and i.mailed_at <= ${quietSince(now)}
          and (${chosen ?? null}::uuid[] is null or i.id = any(${chosen ?? null}::uuid[]))
        returning i.id`.execute(tx.sql);
      this.mail(
        tx,
        event.id,
        rows.map(({ id }) => id),
      );
      return rows.length;
    });
  }

  /**
   * Takes back invitations that nobody has answered: their links are dead, and places kept for them are free.
   * @throws Problem forbidden
   */
  async revoke(call: Call, slug: string, chosen: readonly string[]): Promise<number> {
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.findAs(call, { slug }, organisers, tx);
      const { now } = await this.admission.lock(tx, event);
      const { rows } = await sql<{ person: string }>`
        update invitation i set revoked_at = ${now}
        where i.event_id = ${event.id} and ${unanswered} and i.id = any(${chosen}::uuid[])
        returning i.person_id as person`.execute(tx.sql);
      const { rows: left } = await sql<{ registration: string; person: string }>`
        update registration set state = 'withdrawn'
        where event_id = ${event.id} and state = 'invited' and person_id = any(${rows.map(({ person }) => person)}::uuid[])
        returning id as registration, person_id as person`.execute(tx.sql);
      await this.admission.settle(
        tx,
        event,
        left.map((row) => ({ ...row, from: 'invited', to: 'withdrawn' })),
      );
      await this.admission.promote(tx, event);
      return rows.length;
    });
  }

  private mail(tx: Tx, event: string, ids: readonly string[]): void {
    for (let from = 0; from < ids.length; from += factSize) {
      tx.fact('invitations.mailed', { event, invitations: ids.slice(from, from + factSize) });
    }
  }
}

/** Of `invitation i`: stands, and its person has neither said yes nor no. */
export const unanswered = sql`i.revoked_at is null and i.declined_at is null and not exists (
  select from registration r where r.event_id = i.event_id and r.person_id = i.person_id and r.state <> 'invited')`;
export const quietSince = (now: Date): Date => new Date(now.getTime() - quietHours * 3_600_000);

function wantedOf(row: z.output<typeof NewInvitation>, language: Wanted['language']): Omit<Wanted, 'person'> {
  return {
    name: row.name ?? '',
    language: row.language ?? language,
    prefill: {
      name: row.name ?? '',
      category: row.category ?? null,
      organisation: row.organisation ?? null,
      country: row.country ?? null,
      jobTitle: row.jobTitle ?? null,
    },
  };
}

/** Those whom an import has brought and nobody has written to. */
async function imported(tx: Tx, event: string): Promise<Wanted[]> {
  const { rows } = await sql<Wanted>`
    select r.person_id as person, r.name, r.language, jsonb_build_object('name', r.name, 'category', r.category,
      'organisation', o.name, 'country', r.country, 'jobTitle', r.job_title) as prefill
    from registration r join organisation o on o.id = r.organisation_id
    where r.event_id = ${event} and r.state = 'invited'
      and not exists (select from invitation i where i.event_id = r.event_id and i.person_id = r.person_id)
    order by r.person_id`.execute(tx.sql);
  return rows;
}
