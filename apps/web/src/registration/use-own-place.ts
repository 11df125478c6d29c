import { ownPlaceStream, type MySeat } from '@foyer/contracts';
import { useEffect } from 'react';
import { useEvent } from '../events/use-event.js';
import { forget } from '../server/api.js';
import { useStream } from '../server/live.js';
import { useMyRegistration } from './use-my-registration.js';

/** What the reader has in the event as it changes under others' hands: a place become free is seen at once. */
export function useOwnPlace(): { seats: Record<string, MySeat> } {
  const { event, person } = useEvent();
  const followed = useStream(ownPlaceStream, person === null ? null : { event: event.id, person });
  const live = followed?.status === 'ready' ? followed.state : undefined;
  const place = live?.place['mine'];
  const told = live && (place ? `${place.state} ${place.position}` : 'none');
  const { registration, known } = useMyRegistration();
  const read = known
    ? registration
      ? `${registration.state} ${registration.position ?? null}`
      : 'none'
    : undefined;
  useEffect(() => {
    // Whichever is older: it may also have changed between the reading and the first word of the stream.
    if (told !== undefined && read !== undefined && told !== read)
      void forget('getMyRegistration', 'getMyPlace');
    // Read anew and still another, the stream is the older one, and has more to say.
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once for each word of the stream, not for each answer
  }, [told, read === undefined]);
  return { seats: live?.seat ?? {} };
}
