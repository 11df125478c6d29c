import { randomUUID } from 'node:crypto';
import type { FactPayload } from '@foyer/contracts';
import { EventEntity } from '@foyer/events';
import { sql, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { ContentAbout } from '../mail/content.js';
import { Mails } from '../mail/mails.service.js';
import { aboutEvent } from './about-event.js';

type News = ContentAbout<'request-news'>;
interface Told {
  person: string;
  name: string;
  organisation: string;
}

/** What is proposed for a request `q`, in order of time. */
const times = sql`(select coalesce(jsonb_agg(jsonb_build_object(
    'startsAt', to_char(s.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'endsAt', to_char(s.ends_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by s.starts_at, s.id), '[]')
  from meeting_proposal p join meeting_slot s on s.id = p.slot_id where p.request_id = q.id)`;

/** Of two `v`, the other one, who still takes part. */
const otherThan = (person: string) => sql`v.person <> ${person} and exists (
  select from registration mine
  where mine.event_id = q.event_id and mine.person_id = v.person and mine.state = 'confirmed')`;

/** Mail about requests to meet, until a meeting comes of them or nothing. */
@Injectable()
export class RequestMails {
  constructor(@Inject(Mails) private readonly mails: Mails) {}

  /** The one asked is told, while the request is open; of an organisation, everybody who may answer. */
  async requested(tx: Tx, { event: eventId, request }: FactPayload<'meeting.requested'>): Promise<void> {
    const { rows } = await sql<Told & { message: string | null; asks: string | null; times: News['times'] }>`
      select a.person_id as person, r.name, o.name as organisation, q.message, asks.name as asks, ${times} as times
      from meeting_request q
      join registration r on r.event_id = q.event_id and r.person_id = q.asker_id
      join organisation o on o.id = r.organisation_id
      left join organisation asks on asks.id = q.organisation_id
      join registration a on a.event_id = q.event_id and a.state = 'confirmed' and (a.person_id = q.asked_id
        or (q.asked_id is null and a.organisation_id = q.organisation_id and a.listed and a.person_id <> q.asker_id))
      where q.id = ${request} and q.event_id = ${eventId} and q.state = 'open'`.execute(tx.sql);
    const event = await tx.em.findOne(EventEntity, { id: eventId });
    if (!event) return;
    await this.mails.queue(
      tx,
      rows.map(({ person, name, organisation, message, asks, times }) => ({
        kind: 'meeting-requested' as const,
        event: eventId,
        person,
        dedupe: asks === null ? `requested:${request}` : `requested:${request}:${person}`,
        content: {
          about: 'requested' as const,
          event: aboutEvent(event),
          request,
          other: { name, organisation },
          message,
          ...(asks === null ? {} : { organisation: asks }),
          ...(times.length ? { times } : {}),
        },
        expiresAt: event.endsAt,
      })),
    );
  }

  /** The side whose turn it is now learns what was proposed. */
  async countered(tx: Tx, { event, request, round }: FactPayload<'meeting.countered'>): Promise<void> {
    const turn = sql`q.state = 'open' and q.rounds = ${round} and v.side = q.turn`;
    await this.tell(tx, event, request, 'countered', turn, `${round}`);
  }

  /** Another time stands where one was lost, or one has become free: whoever can take it is told. */
  async offered(tx: Tx, { event, request, slot }: FactPayload<'meeting.offered'>): Promise<void> {
    const able = sql`(q.state = 'accepted' or (q.state = 'open' and v.side = q.turn))
      and exists (select from meeting_proposal p where p.request_id = q.id and p.slot_id = ${slot})`;
    // The same time may be lost and become free again; a fact is acted on once.
    await this.tell(tx, event, request, 'offered', able, `${slot}:${randomUUID()}`);
  }

  /** Who asked is told. */
  async declined(tx: Tx, { event, request }: FactPayload<'meeting.declined'>): Promise<void> {
    await this.tell(tx, event, request, 'declined', sql`q.state = 'declined' and v.side = 'asker'`);
  }

  /** Both are told. */
  async expired(tx: Tx, { event, request }: FactPayload<'meeting.expired'>): Promise<void> {
    await this.tell(tx, event, request, 'expired', sql`q.state = 'expired'`);
  }

  /** The other is told that a schedule will say when. */
  async agreed(tx: Tx, { event, request, by }: FactPayload<'meeting.agreed'>): Promise<void> {
    await this.tell(tx, event, request, 'agreed', sql`q.state = 'accepted' and ${otherThan(by)}`);
  }

  /** The other waits for an answer or a time no longer. */
  async calledOff(tx: Tx, { event, request, by }: FactPayload<'meeting.calledOff'>): Promise<void> {
    await this.tell(tx, event, request, 'calledOff', sql`q.state = 'cancelled' and ${otherThan(by)}`);
  }

  /** The organisers did not approve the meeting: all of its people are told. */
  async refused(tx: Tx, { event: eventId, meeting }: FactPayload<'meeting.refused'>): Promise<void> {
    const { rows } = await sql<
      Told & { request: string; reason: string | null; startsAt: Date; endsAt: Date }
    >`
      select v.person, q.id as request, r.name, o.name as organisation, m.reason, m.starts_at as "startsAt",
        m.ends_at as "endsAt"
      from meeting m join meeting_request q on q.id = m.request_id
      cross join lateral (values (q.asker_id, q.asked_id), (q.asked_id, q.asker_id)) as v(person, other)
      join registration r on r.event_id = q.event_id and r.person_id = v.other
      join organisation o on o.id = r.organisation_id
      where m.id = ${meeting} and m.event_id = ${eventId} and m.refused`.execute(tx.sql);
    const told = rows.map(({ startsAt, endsAt, ...row }) => ({
      ...row,
      times: [{ startsAt: new Date(startsAt).toISOString(), endsAt: new Date(endsAt).toISOString() }],
    }));
    await this.queue(tx, eventId, 'refused', meeting, told);
  }

  private async tell(
    tx: Tx,
    event: string,
    request: string,
    what: News['what'],
    which: ReturnType<typeof sql>,
    number = '',
  ): Promise<void> {
    const { rows } = await sql<Told & { request: string; reason: string | null; times: News['times'] }>`
      select v.person, q.id as request, coalesce(r.name, asks.name) as name, coalesce(o.name, asks.name) as organisation,
        q.reason, ${times} as times
      from meeting_request q
      cross join lateral (values (q.asker_id, q.asked_id, 'asker'), (q.asked_id, q.asker_id, 'asked'))
        as v(person, other, side)
      left join registration r on r.event_id = q.event_id and r.person_id = v.other
      left join organisation o on o.id = r.organisation_id
      left join organisation asks on asks.id = q.organisation_id
      where q.id = ${request} and q.event_id = ${event} and v.person is not null
        and coalesce(r.name, asks.name) is not null and ${which}`.execute(tx.sql);
    await this.queue(tx, event, what, `${request}:${number}`, rows);
  }

  private async queue(
    tx: Tx,
    eventId: string,
    what: News['what'],
    number: string,
    told: readonly (Told & { request: string; reason: string | null; times: News['times'] })[],
  ): Promise<void> {
    const event = await tx.em.findOne(EventEntity, { id: eventId });
    if (!event) return;
    await this.mails.queue(
      tx,
      told.map(({ person, name, organisation, request, reason, times }) => ({
        kind: 'meeting-requested' as const,
        event: eventId,
        person,
        dedupe: `${what}:${number}:${person}`,
        content: {
          about: 'request-news' as const,
          event: aboutEvent(event),
          ...{ request, what, times, reason },
          other: { name, organisation },
        },
        expiresAt: event.endsAt,
      })),
    );
  }
}
