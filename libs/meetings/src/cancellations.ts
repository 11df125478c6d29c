import { Commitments } from '@foyer/agenda';
import { sql, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { lockRequests } from './locked-requests.js';
import { lockMeetings, requestsOf, type LockedMeeting } from './meeting-locks.js';
import { OffersService } from './offers.service.js';

/** What a cancellation has changed, to be told to everybody. */
export interface CalledOff {
  requests: string[];
  meetings: string[];
}

/** Ends meetings before their time, and gives the time to those who wait for some. */
@Injectable()
export class Cancellations {
  constructor(
    @Inject(Commitments) private readonly commitments: Commitments,
    @Inject(OffersService) private readonly offers: OffersService,
  ) {}

  /**
   * Locks meetings with their requests and with those requests that may want their time.
   * @param person for whom `side` and `arranged` are said
   * @param also other requests that are to change
   * @returns the meetings, and all locked requests
   */
  async lock(
    tx: Tx,
    event: string,
    meetings: readonly string[],
    now: Date,
    person: string | null,
    also: readonly string[] = [],
  ): Promise<{ locked: LockedMeeting[]; waiting: string[] }> {
    const { rows } = await sql<{ person: string }>`
      select distinct person_id as person from meeting_person where meeting_id = any(${meetings}::uuid[])`.execute(
      tx.sql,
    );
    const people = rows.map((row) => row.person);
    const requests = await lockRequests(
      tx,
      sql`${requestsOf(meetings)} union select unnest(${also}::uuid[]) union (${this.offers.waitingFor(event, now, people)})`,
    );
    return {
      locked: await lockMeetings(tx, event, meetings, person),
      waiting: requests.map(({ id }) => id),
    };
  }

  /**
   * @param by who calls it off; null for the house
   * @param refused by the organisers, with their reason where they gave one
   */
  async callOff(
    tx: Tx,
    event: string,
    now: Date,
    meeting: LockedMeeting,
    waiting: readonly string[],
    by: string | null,
    refused?: { reason: string | null },
  ): Promise<CalledOff> {
    await this.commitments.release(tx, [meeting.id]);
    await sql`
      with off as (
        update meeting set state = 'cancelled', cancelled_by_id = ${by}, cancelled_at = ${now},
          refused = ${refused !== undefined}, reason = ${refused?.reason ?? null}
        where id = ${meeting.id} returning request_id
      )
      update meeting_request set state = 'cancelled' where id in (select request_id from off)`.execute(
      tx.sql,
    );
    if (refused) tx.fact('meeting.refused', { event, meeting: meeting.id });
    else if (by !== null) tx.fact('meeting.cancelled', { event, meeting: meeting.id, by });
    const others = waiting.filter((id) => id !== meeting.request);
    const offered = await this.offers.offerFreed(tx, event, now, meeting, others);
    return { requests: [meeting.request, ...offered], meetings: [meeting.id] };
  }
}
