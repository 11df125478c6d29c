import type { MeetingRequest, Meeting } from '@foyer/contracts';

/** Which of the two somebody is in a request. */
export type Side = 'asker' | 'asked';

/** @returns null for everybody who is neither: to them the request does not exist */
export function sideOf(request: { asker: string; asked: string }, person: string): Side | null {
  return person === request.asker ? 'asker' : person === request.asked ? 'asked' : null;
}

/** Only who was asked answers, only who asked takes back; both only while the request is open. */
export function mayDecide(
  side: Side,
  action: 'accept' | 'decline' | 'withdraw',
  state: MeetingRequest['state'],
): boolean {
  return state === 'open' && (action === 'withdraw') === (side === 'asker');
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
  return meeting.state === 'booked' && now < meeting.endsAt;
}

/** What came of a meeting can be said of one that took place. */
export function mayRate(meeting: { state: Meeting['state'] }): boolean {
  return meeting.state === 'held';
}
