import type { MeetingRoom } from '@foyer/contracts';
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
import { personOf } from './attendees.js';
import { findRoom } from './room-meeting.js';
import { meetingsSeen } from './views.js';

/** The room of a meeting: to its people it is there, to all others it is not. */
@Injectable()
export class RoomQueries {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
  ) {}

  /** @throws Problem not_found for everybody but the meeting's people */
  async get(call: Call, slug: string, id: string): Promise<MeetingRoom> {
    const me = personOf(call);
    const { event } = await this.access.find(call, { slug });
    const database = this.database.sql;
    const seen = await meetingsSeen(database, { ids: [id] });
    const mine = seen.find(({ viewer, event: its }) => viewer === me && its === event.id);
    if (!mine) throw new Problem('not_found');
    const { rows: video } = await sql<{ kind: MeetingRoom['video'] }>`
      select setup->>'kind' as kind from meeting_video where event_id = ${event.id}`.execute(database);
    return { meeting: mine.value, video: video[0]?.kind ?? 'built-in' };
  }
}

@Injectable()
@ServesStream('meetingRoom')
export class MeetingRoomStream implements StreamSource<'meetingRoom'> {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
  ) {}

  async admit(call: Call, { meeting }: StreamParams<'meetingRoom'>): Promise<void> {
    if (!call.actor) throw new Problem('not_found');
    const { event } = await findRoom(this.database.sql, meeting, call.actor.person);
    await this.access.find(call, { id: event });
  }

  async snapshot(
    database: Sql,
    { meeting }: StreamParams<'meetingRoom'>,
  ): Promise<StreamEntries<'meetingRoom'>> {
    const { rows } = await sql<{
      [K in keyof StreamEntries<'meetingRoom'>]: StreamEntries<'meetingRoom'>[K];
    }>`
      select
        coalesce((select jsonb_object_agg(person_id, jsonb_build_object(
            'seat', seat, 'microphone', microphone, 'camera', camera, 'screen', screen))
          from meeting_seat where meeting_id = ${meeting}), '{}') as seat,
        coalesce((select jsonb_object_agg(person_id, jsonb_build_object(
            'enteredAt', ${utc(sql`entered_at`)}, 'calledAt', ${utc(sql`called_at`)}))
          from meeting_person where meeting_id = ${meeting}), '{}') as person,
        coalesce((select jsonb_object_agg(meeting_id, jsonb_build_object('minutes', minutes, 'agreed', to_jsonb(agreed)))
          from meeting_extension where meeting_id = ${meeting}), '{}') as extension,
        coalesce((select jsonb_object_agg(id, jsonb_build_object('person', person_id, 'text', text, 'at', ${utc(sql`at`)}))
          from meeting_message where meeting_id = ${meeting}), '{}') as message`.execute(database);
    return rows[0] ?? { seat: {}, person: {}, extension: {}, message: {} };
  }
}

/** As JSON has instants in the contracts. */
const utc = (column: ReturnType<typeof sql>): ReturnType<typeof sql> =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
