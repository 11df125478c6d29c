import type { MeetingRequest, Meeting, RequestSide } from '@foyer/contracts';

/**
 * While a request is open: the side whose turn it is accepts a time or proposes others; who was asked may decline and
 * who asked take it back at any moment.
 */
export function mayDecide(
  side: RequestSide,
  action: 'accept' | 'counter' | 'decline' | 'withdraw',
  request: { state: MeetingRequest['state']; turn: RequestSide },
): boolean {
  if (request.state !== 'open') return false;
  if (action === 'decline') return side === 'asked';
  if (action === 'withdraw') return side === 'asker';
  return side === request.turn;
}

interface Times {
  startsAt: Date;
  endsAt: Date;
}

/**
 * @param now by the event's clock
 * @param minutesBefore how early people may come
 */
export function mayEnter(
  meeting: Times & { state: Meeting['state'] },
  now: Date,
  minutesBefore: number,
): boolean {
  const opens = meeting.startsAt.getTime() - minutesBefore * 60_000;
  return (
    (meeting.state === 'booked' || meeting.state === 'held') && now.getTime() >= opens && now < meeting.endsAt
  );
}

/** @param now by the event's clock */
export function mayCancel(meeting: Times & { state: Meeting['state'] }, now: Date): boolean {
  return (meeting.state === 'booked' || meeting.state === 'awaiting') && now < meeting.endsAt;
}

/** What came of a meeting can be said of one that took place. */
export function mayRate(meeting: { state: Meeting['state'] }): boolean {
  return meeting.state === 'held';
}
