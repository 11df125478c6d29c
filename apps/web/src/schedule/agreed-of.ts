import type { Meeting, MeetingRequest } from '@foyer/contracts';

/** Those of the requests that were accepted and wait for the schedule. */
export function agreedOf(
  requests: readonly MeetingRequest[],
  meetings: readonly Meeting[],
): MeetingRequest[] {
  const placed = new Set(meetings.filter(({ state }) => state !== 'cancelled').map(({ request }) => request));
  return requests.filter(
    ({ id, state, takenBy, proposals }) =>
      state === 'accepted' && takenBy === null && proposals.length === 0 && !placed.has(id),
  );
}
