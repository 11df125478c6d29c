import { useRef, useState } from 'react';
import { useEvent } from '../events/use-event.js';
import { api, forget, type Input } from '../server/api.js';

type Said = NonNullable<Input<'sayOfMeeting'>['body']>;

interface Say {
  /** What was tapped last and is on its way: shows at once. */
  tapped: Said | null;
  error: unknown;
  send: (said: Said) => void;
}

/**
 * Says something of a meeting. One after the other: of two quick taps the later is the one that counts, whichever
 * would have reached the server first.
 */
export function useSay(meeting: string, onSaid?: () => void): Say {
  const { event } = useEvent();
  const [tapped, setTapped] = useState<Said | null>(null);
  const [error, setError] = useState<unknown>(null);
  const line = useRef(Promise.resolve());
  const send = (said: Said): void => {
    setTapped(said);
    const say = async (): Promise<void> => {
      try {
        await api.call('sayOfMeeting', { params: { event: event.slug, meeting }, body: said });
        setError(null);
        onSaid?.();
        await forget('listMyAfter', 'listContacts', 'getMyRecap');
      } catch (caught) {
        setError(caught);
      } finally {
        setTapped((last) => (last === said ? null : last));
      }
    };
    line.current = line.current.then(say);
  };
  return { tapped, error, send };
}
