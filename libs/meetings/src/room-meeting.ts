import { meetingRoomStream, roomHours, streamName, type Meeting } from '@foyer/contracts';
import { EventAccess, eventNow, type EventEntity } from '@foyer/events';
import { Problem, sql, type Call, type Sql, type Tx } from '@foyer/platform';
import { personOf } from './attendees.js';

/** A meeting as its room knows it. */
export interface RoomMeeting {
  id: string;
  event: string;
  request: string;
  block: string | null;
  state: Meeting['state'];
  startsAt: Date;
  endsAt: Date;
  table: number | null;
  /** Everybody in it, in order of their ids. */
  people: { person: string; enteredAt: Date | null; calledAt: Date | null }[];
}

/** @throws Problem not_found for everybody but the meeting's people */
export async function findRoom(
  database: Sql,
  id: string,
  person: string,
  lock = false,
): Promise<RoomMeeting> {
  const { rows } = await sql<Omit<RoomMeeting, 'people'>>`
    select m.id, m.event_id as event, m.request_id as request, m.block_id as block, m.state,
      m.starts_at as "startsAt", m.ends_at as "endsAt", m.table_number as "table"
    from meeting m
    where m.id = ${id} and exists (select from meeting_person where meeting_id = m.id and person_id = ${person})
    ${lock ? sql`for update` : sql``}`.execute(database);
  const meeting = rows[0];
  if (!meeting) throw new Problem('not_found');
  const { rows: people } = await sql<{ person: string; enteredAt: Date | null; calledAt: Date | null }>`
    select person_id as person, entered_at as "enteredAt", called_at as "calledAt" from meeting_person
    where meeting_id = ${id} order by person_id`.execute(database);
  return {
    ...meeting,
    startsAt: new Date(meeting.startsAt),
    endsAt: new Date(meeting.endsAt),
    people: people.map(({ person: who, enteredAt, calledAt }) => ({
      person: who,
      enteredAt: enteredAt && new Date(enteredAt),
      calledAt: calledAt && new Date(calledAt),
    })),
  };
}

/** The meeting with its event, locked, for whoever changes something in its room. @throws Problem not_found */
export async function lockRoom(
  tx: Tx,
  access: EventAccess,
  call: Call,
  where: { slug: string; meeting: string },
  at: Date,
): Promise<{ meeting: RoomMeeting; event: EventEntity; me: string; now: Date }> {
  const me = personOf(call);
  const { event } = await access.find(call, { slug: where.slug }, tx);
  const meeting = await findRoom(tx.sql, where.meeting, me, true);
  if (meeting.event !== event.id) throw new Problem('not_found');
  return { meeting, event, me, now: eventNow(event, at) };
}

/** Whether the room is open: from a few minutes before the meeting until a little after it. */
export function isOpen(meeting: RoomMeeting, now: Date): boolean {
  const { opens, closes } = roomHours(meeting);
  return isOn(meeting) && now.getTime() >= opens && now.getTime() < closes;
}
export const isOn = ({ state }: RoomMeeting): boolean => state === 'booked' || state === 'held';
export const hasCome = ({ people }: RoomMeeting, person: string): boolean =>
  people.some((one) => one.person === person && one.enteredAt !== null);

export const roomStream = (meeting: string): string => streamName(meetingRoomStream, { meeting });
