import { ownPlaceStream, type MySeat } from '@foyer/contracts';
import { useEffect, useRef } from 'react';
import { useEvent } from '../events/use-event.js';
import { forget } from '../server/api.js';
import { useStream } from '../server/live.js';

/** What the reader has in the event as it changes under others' hands: a place become free is seen at once. */
export function useOwnPlace(): { seats: Record<string, MySeat> } {
  const { event, person } = useEvent();
  const followed = useStream(ownPlaceStream, person === null ? null : { event: event.id, person });
  const live = followed?.status === 'ready' ? followed.state : undefined;
  const place = live?.place['mine'];
  // Having none is something to come from, not knowing is not.
  const now = live && (place ? `${place.state} ${place.position}` : 'none');
  const before = useRef(now);
  useEffect(() => {
    if (before.current !== undefined && before.current !== now)
      void forget('getMyRegistration', 'getMyPlace');
    before.current = now;
  }, [now]);
  return { seats: live?.seat ?? {} };
}
