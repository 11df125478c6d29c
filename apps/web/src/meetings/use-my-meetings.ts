import { streams, type Meeting, type MeetingRequest, type Promised } from '@foyer/contracts';
import { useEffect, useMemo } from 'react';
import { forget, useCall } from '../server/api.js';
import { useStream } from '../server/live.js';
import { useEvent } from '../events/use-event.js';
import { agreedOf } from '../schedule/agreed-of.js';
import type { Reading } from '../ui/Loaded.js';

/** Everything about the reader's meetings in this event. */
export interface MyMeetings {
  /** My turn: somebody asks, or has proposed other times; the oldest first. */
  received: MeetingRequest[];
  /** The others' turn, or a colleague answers; the newest first. */
  sent: MeetingRequest[];
  /** Declined, taken back, expired or cancelled, or accepted by a colleague; the newest first. */
  settled: MeetingRequest[];
  /** Accepted, without a time so far: the schedule says when. */
  agreed: MeetingRequest[];
  /** In order of time, cancelled ones too. */
  meetings: Meeting[];
  promised: Promised[];
  /** People with whom there is a request or a meeting: not to be suggested. */
  known: ReadonlySet<string>;
}

/** First as the server answers it, then as it changes. */
export function useMyMeetings(): Reading<MyMeetings> {
  const { event, person } = useEvent();
  const { data, error, refetch } = useCall(
    'listMyMeetings',
    { params: { event: event.slug } },
    { enabled: person !== null, refetchEveryMs: 60_000 },
  );
  const followed = useStream(
    streams.myMeetings,
    person !== null && data ? { event: event.id, person } : null,
  );
  const state = followed?.status === 'ready' ? followed.state : undefined;
  const booked = state && Object.values(state.meeting).filter((one) => one.state === 'booked').length;
  // A booking takes time, a cancellation gives it back: what else is promised is read anew.
  useEffect(() => {
    if (booked !== undefined) void forget('listMyMeetings');
  }, [booked]);
  const mine = useMemo(
    () =>
      data &&
      sorted(
        state ? Object.values(state.request) : data.requests,
        state ? Object.values(state.meeting) : data.meetings,
        data.promised,
      ),
    [data, state],
  );
  return { data: mine, error, refetch };
}

/** Something can be said to it: it is my turn, or a time is offered for what was accepted without one. */
function isMyTurn({ state, turn, takenBy, proposals }: MeetingRequest): boolean {
  if (takenBy !== null) return false;
  return state === 'open' ? turn === 'mine' : state === 'accepted' && proposals.length > 0;
}

function sorted(requests: MeetingRequest[], meetings: Meeting[], promised: Promised[]): MyMeetings {
  const newest = requests.toSorted((one, other) => Date.parse(other.askedAt) - Date.parse(one.askedAt));
  const open = newest.filter((request) => request.state === 'open');
  return {
    received: newest.filter((request) => isMyTurn(request)).reverse(),
    sent: open.filter((request) => !isMyTurn(request)),
    settled: newest.filter(
      ({ state, takenBy }) => state !== 'open' && (state !== 'accepted' || takenBy !== null),
    ),
    agreed: agreedOf(newest, meetings),
    meetings: meetings.toSorted((one, other) => Date.parse(one.startsAt) - Date.parse(other.startsAt)),
    promised,
    known: new Set(
      requests
        .filter(({ state }) => state === 'open' || state === 'accepted' || state === 'declined')
        .flatMap(({ other, organisation }) => (other && organisation === null ? [other.person] : [])),
    ),
  };
}
