import { EventAccess } from '@foyer/events';
import {
  Database,
  Problem,
  ServesStream,
  sql,
  type Call,
  type Sql,
  type StreamEntries,
  type StreamParams,
  type StreamSource,
} from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { requireRegistered } from '../attendees.js';

interface ContactRow {
  person: string;
  mine: boolean;
  theirs: boolean;
  changes: number;
}

/** That something of a person's own notes and contacts has changed: to be followed by that person alone. */
@Injectable()
@ServesStream('meetingAfter')
export class MeetingAfterStream implements StreamSource<'meetingAfter'> {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
  ) {}

  async admit(call: Call, { event, person }: StreamParams<'meetingAfter'>): Promise<void> {
    if (call.actor?.person !== person) throw new Problem('not_found');
    await this.access.find(call, { id: event });
    await requireRegistered(this.database.sql, event, person);
  }

  async snapshot(
    database: Sql,
    { event, person }: StreamParams<'meetingAfter'>,
  ): Promise<StreamEntries<'meetingAfter'>> {
    const { rows: after } = await sql<{ meeting: string; changes: number }>`
      select a.meeting_id as meeting, a.changes from meeting_after a join meeting m on m.id = a.meeting_id
      where m.event_id = ${event} and a.person_id = ${person}`.execute(database);
    const { rows: contacts } = await sql<ContactRow>`
      select case when low_id = ${person} then high_id else low_id end as person, changes,
        case when low_id = ${person} then low_card else high_card end is not null as mine,
        case when low_id = ${person} then high_card else low_card end is not null as theirs
      from contact_exchange where event_id = ${event} and ${person} in (low_id, high_id)`.execute(database);
    return {
      after: Object.fromEntries(after.map((row) => [row.meeting, row])),
      contact: Object.fromEntries(
        contacts.map(({ person: other, mine, theirs, changes }) => [
          other,
          {
            ...{ person: other, changes },
            state: mine
              ? theirs
                ? ('exchanged' as const)
                : ('offered' as const)
              : theirs
                ? ('wanted' as const)
                : ('none' as const),
          },
        ]),
      ),
    };
  }
}
