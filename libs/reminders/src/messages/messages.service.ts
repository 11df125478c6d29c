import type { OrganiserMessage, RouteParsed, routes } from '@foyer/contracts';
import { EventAccess, eventNow, organisers, type EventEntity } from '@foyer/events';
import { Clock, Database, Limits, Problem, sql, type Call, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { MailContent } from '../mail/content.js';
import { notes } from '../mail/mail-reason.js';
import { Mails, notSentSql } from '../mail/mails.service.js';
import { aboutEvent } from '../told/about-event.js';
import { inAudience } from './audience.js';
import { readMessages } from './message-rows.js';
import { replyAddress } from './reply-address.js';

type Body<R extends keyof typeof routes> = RouteParsed<(typeof routes)[R]>['body'];

const mostMessages = 500;
const tests = { times: 20, seconds: 3_600 };

/** What organisers write to their people: drafts, the one confirmation, and keeping back the rest. */
@Injectable()
export class MessagesService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Mails) private readonly mails: Mails,
    @Inject(Limits) private readonly limits: Limits,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The latest first. @throws Problem forbidden for who does not organise the event; not_found */
  async list(call: Call, slug: string): Promise<Omit<OrganiserMessage, 'body' | 'audience'>[]> {
    const { event } = await this.access.findAs(call, { slug }, organisers);
    const messages = await readMessages(this.database.sql, event.id);
    return messages.map(({ body: _body, audience: _audience, ...message }) => message);
  }

  /** @throws Problem forbidden; not_found */
  async read(call: Call, slug: string, message: string): Promise<OrganiserMessage> {
    const { event } = await this.access.findAs(call, { slug }, organisers);
    return one(await readMessages(this.database.sql, event.id, message));
  }

  /** @throws Problem too_many_messages; forbidden; not_found */
  async create(call: Call, slug: string, draft: Body<'createMessage'>): Promise<OrganiserMessage> {
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.findAs(call, { slug }, organisers, tx);
      const now = this.clock.now();
      const { rows } = await sql<{ id: string }>`
        insert into message (event_id, subject, body, audience, due_at, created_at, updated_at)
        select ${event.id}, ${JSON.stringify(draft.subject)}::jsonb, ${JSON.stringify(draft.body)}::jsonb,
          ${JSON.stringify(draft.audience)}::jsonb, ${draft.dueAt}, ${now}, ${now}
        where (select count(*) from message where event_id = ${event.id}) < ${mostMessages}
        returning id`.execute(tx.sql);
      const id = rows[0]?.id;
      if (id === undefined) throw new Problem('too_many_messages');
      return one(await readMessages(tx.sql, event.id, id));
    });
  }

  /** @throws Problem edit_conflict where somebody else was quicker; message_state once confirmed; forbidden; not_found */
  async save(
    call: Call,
    slug: string,
    message: string,
    { version, ...draft }: Body<'saveMessage'>,
  ): Promise<OrganiserMessage> {
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.findAs(call, { slug }, organisers, tx);
      const before = await this.lock(tx, event, message);
      if (before.state !== 'draft') throw new Problem('message_state');
      if (before.version !== version) throw new Problem('edit_conflict');
      await sql`
        update message set subject = ${JSON.stringify(draft.subject)}::jsonb, body = ${JSON.stringify(draft.body)}::jsonb,
          audience = ${JSON.stringify(draft.audience)}::jsonb, due_at = ${draft.dueAt}, version = version + 1,
          updated_at = ${this.clock.now()}
        where id = ${message}`.execute(tx.sql);
      return one(await readMessages(tx.sql, event.id, message));
    });
  }

  /** @throws Problem message_state once confirmed; forbidden; not_found */
  async remove(call: Call, slug: string, message: string): Promise<void> {
    await this.database.write(call, async (tx) => {
      const { event } = await this.access.findAs(call, { slug }, organisers, tx);
      if ((await this.lock(tx, event, message)).state !== 'draft') throw new Problem('message_state');
      await sql`delete from message where id = ${message}`.execute(tx.sql);
      return null;
    });
  }

  /** Sends it to whoever asks, as it is saved. @throws Problem message_unwritten; too_many_requests; forbidden; not_found */
  async test(call: Call, slug: string, message: string): Promise<void> {
    await this.limits.useBy(call, 'messages.test', { person: tests, address: { ...tests, times: 200 } });
    await this.database.write(call, async (tx) => {
      const { event } = await this.access.findAs(call, { slug }, organisers, tx);
      const { subject, body, version } = await this.lock(tx, event, message);
      checkWritten(subject, body);
      const person = call.actor?.person ?? '';
      const { rows } = await sql<{ tests: number }>`
        select count(*)::int as tests from mail
        where person_id = ${person} and dedupe like ${`message-test ${message} ${version} %`}`.execute(
        tx.sql,
      );
      await this.mails.queueAlone(tx, [
        {
          ...{ kind: 'organiser-message', event: event.id, person, expiresAt: null },
          dedupe: `message-test ${message} ${version} ${person} ${rows[0]?.tests ?? 0}`,
          content: { about: 'message', event: aboutEvent(event), message, test: true },
        },
      ]);
      return null;
    });
  }

  /**
   * Fixes whom it goes to and queues a mail for each, at once or when it is due. Again it changes nothing: each person
   * has one mail of a message, by `mail_dedupe`.
   * @throws Problem audience_changed where it is not as many as the organiser was told; audience_empty;
   * message_unwritten; edit_conflict; message_state once cancelled; event_not_published; forbidden; not_found
   */
  async confirm(
    call: Call,
    slug: string,
    message: string,
    { version, recipients }: Body<'confirmMessage'>,
  ): Promise<OrganiserMessage> {
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.findAs(call, { slug }, organisers, tx);
      const before = await this.lock(tx, event, message);
      if (before.state === 'cancelled') throw new Problem('message_state');
      if (before.state === 'draft') {
        if (event.state !== 'published') throw new Problem('event_not_published');
        if (before.version !== version) throw new Problem('edit_conflict');
        checkWritten(before.subject, before.body);
        await this.queue(tx, event, before, recipients);
        await sql`
          update message set state = 'confirmed', confirmed_at = ${this.clock.now()},
            confirmed_by_id = ${call.actor?.person ?? null}, reply_to = ${await replyAddress(tx.sql, event, call)}
          where id = ${message}`.execute(tx.sql);
      }
      return one(await readMessages(tx.sql, event.id, message));
    });
  }

  /**
   * What has not gone out stays here. Mails that are just being handed over still go.
   * @throws Problem message_state for a draft; forbidden; not_found
   */
  async cancel(call: Call, slug: string, message: string): Promise<OrganiserMessage> {
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.findAs(call, { slug }, organisers, tx);
      if ((await this.lock(tx, event, message)).state === 'draft') throw new Problem('message_state');
      await sql`update message set state = 'cancelled' where id = ${message}`.execute(tx.sql);
      // Rows in a postman's hands are passed over: should they come back, the postman asks for the state again.
      await sql`
        update mail set state = 'suppressed', error = ${notes.cancelled}
        where id in (
          select id from mail where message_id = ${message} and state = 'queued' order by id for update skip locked)`.execute(
        tx.sql,
      );
      return one(await readMessages(tx.sql, event.id, message));
    });
  }

  private async queue(
    tx: Tx,
    event: EventEntity,
    { id, audience, dueAt }: OrganiserMessage,
    told: number,
  ): Promise<void> {
    const now = this.clock.now();
    const content: MailContent = { about: 'message', event: aboutEvent(event), message: id };
    const queued = await sql`
      insert into mail (kind, event_id, person_id, to_address, to_name, language, time_zone, state, error, dedupe,
        content, message_id, created_at, look_at)
      select 'organiser-message', ${event.id}, p.id, p.email, p.name, p.language, p.time_zone,
        case when n.why is null then 'queued' else 'suppressed' end, n.why, ${`message ${id} `}::text || p.id,
        ${JSON.stringify(content)}::jsonb, ${id}, ${now}, ${this.startOf(event, dueAt)}
      from (select distinct p.id as person ${inAudience(event.id, audience)}) a
      join person p on p.id = a.person
      cross join lateral (select ${notSentSql(sql`p.id`, sql`'organiser-message'`, sql`p.email`)} as why) n
      order by p.id
      on conflict (dedupe) do nothing`.execute(tx.sql);
    const recipients = Number(queued.numAffectedRows ?? 0);
    if (recipients === 0) throw new Problem('audience_empty');
    if (recipients !== told) throw new Problem('audience_changed', { number: recipients });
  }

  /** When the first mails go out, by the time of day: an event that is rehearsed has a clock of its own. */
  private startOf(event: EventEntity, dueAt: string | null): Date {
    const now = this.clock.now();
    if (dueAt === null) return now;
    const ahead = Date.parse(dueAt) - eventNow(event, now).getTime();
    const rate = event.clockAt && event.clockRate ? event.clockRate : 1;
    return new Date(now.getTime() + Math.max(0, ahead) / rate);
  }

  private async lock(tx: Tx, event: EventEntity, message: string): Promise<OrganiserMessage> {
    await sql`select from message where id = ${message} and event_id = ${event.id} for update`.execute(
      tx.sql,
    );
    return one(await readMessages(tx.sql, event.id, message));
  }
}

function one(messages: readonly OrganiserMessage[]): OrganiserMessage {
  const [message] = messages;
  if (!message) throw new Problem('not_found');
  return message;
}

/** @throws Problem message_unwritten without a subject or words in any language */
export function checkWritten(subject: object, body: object): void {
  if (Object.keys(subject).length === 0 || Object.keys(body).length === 0)
    throw new Problem('message_unwritten');
}
