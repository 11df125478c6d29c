import type { Language, RouteParsed, RouteResult, routes } from '@foyer/contracts';
import { EventAccess, organisers } from '@foyer/events';
import { Clock, Database, ENV, Limits, Mailer, Problem, sql, type Call, type Env } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { compose } from '../mail/composer.js';
import { notSentSql } from '../mail/mails.service.js';
import { pageUrl } from '../templates/page.js';
import { aboutEvent } from '../told/about-event.js';
import { inAudience } from './audience.js';
import { checkWritten } from './messages.service.js';
import { replyAddress } from './reply-address.js';

type Audience = RouteParsed<typeof routes.findAudience>['body'];
type Words = RouteParsed<typeof routes.previewMessage>['body'];

/** Whoever types looks every half second at most; writing a mail takes some milliseconds of the processor. */
const looks = { times: 240, seconds: 60 };
const shownPeople = 200;

interface Person {
  name: string;
  email: string;
  language: Language;
  timeZone: string;
  organisation: string | null;
}

/** What a message would be, before anything is sent. */
@Injectable()
export class MessagePreview {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Mailer) private readonly mailer: Mailer,
    @Inject(Limits) private readonly limits: Limits,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** @throws Problem forbidden for who does not organise the event; not_found */
  async audience(
    call: Call,
    slug: string,
    audience: Audience,
  ): Promise<RouteResult<typeof routes.findAudience>> {
    const { event } = await this.access.findAs(call, { slug }, organisers);
    const { rows } = await sql<RouteResult<typeof routes.findAudience>>`
      with a as (
        select distinct p.id, p.name, p.email, p.language ${inAudience(event.id, audience)}
      ), shown as (
        select * from a order by name, id limit ${shownPeople}
      )
      select (select count(*)::int from a) as recipients,
        (select count(*)::int from a
          where ${notSentSql(sql`a.id`, sql`'organiser-message'`, sql`a.email`)} is not null) as withheld,
        coalesce((select jsonb_agg(jsonb_build_object('person', id, 'name', name, 'email', email, 'language', language)
          order by name, id) from shown), '[]') as people`.execute(this.database.sql);
    const found = rows[0];
    if (!found) throw new Error('nothing was counted');
    return found;
  }

  /**
   * The very mail that a person of the event would get, but for the link that stops it, which is theirs alone. Null
   * stands for whoever asks.
   * @throws Problem message_unwritten; too_many_requests; forbidden; not_found also for somebody not of the event
   */
  async render(
    call: Call,
    slug: string,
    { subject, body, person }: Words,
  ): Promise<RouteResult<typeof routes.previewMessage>> {
    const { event } = await this.access.findAs(call, { slug }, organisers);
    await this.limits.useBy(call, 'messages.preview', {
      person: looks,
      address: { times: 2_400, seconds: 60 },
    });
    checkWritten(subject, body);
    const reader = await this.personOf(event.id, person ?? call.actor?.person ?? '');
    const base = this.env.publicUrl;
    const nowhere = pageUrl.event(base, event.slug);
    const letter = await compose(
      {
        ...{ id: '', kind: 'organiser-message', createdAt: this.clock.now() },
        ...{ to: reader.email, name: reader.name, language: reader.language, timeZone: reader.timeZone },
        content: {
          ...{ about: 'message', event: aboutEvent(event), message: '' },
          words: { subject, body, organisation: reader.organisation ?? '', test: false, replyTo: null },
        },
      },
      {
        ...{ base, from: this.mailer.from, unsubscribeUrl: nowhere },
        ...{ invitationUrl: () => nowhere, claimUrl: () => nowhere },
      },
    );
    return {
      ...{ to: reader.email, language: reader.language, subject: letter.subject },
      ...{ html: letter.html, text: letter.text },
      replyTo: await replyAddress(this.database.sql, event, call),
    };
  }

  private async personOf(event: string, person: string): Promise<Person> {
    const { rows } = await sql<Person>`
      select p.name, p.email, p.language, p.time_zone as "timeZone", o.name as organisation
      from person p left join registration r on r.person_id = p.id and r.event_id = ${event}
      left join organisation o on o.id = r.organisation_id
      where p.id = ${person} and p.email is not null and (r.id is not null or exists (
        select from event_role er where er.event_id = ${event} and er.person_id = p.id))`.execute(
      this.database.sql,
    );
    if (!rows[0]) throw new Problem('not_found');
    return rows[0];
  }
}
