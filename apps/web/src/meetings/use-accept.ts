import { isProblem, type CommandAnswer, type CommandInput } from '@foyer/client';
import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { useRef } from 'react';
import { api, forget } from '../server/api.js';
import { live } from '../server/live.js';

type Acceptance = CommandInput<'meetingRequest.accept'>;
type Booked = CommandAnswer<'meetingRequest.accept'>;

/** Longer than a lost connection usually takes to come back. */
const giveUpAfterMs = 20_000;

/**
 * Accepts a request over the socket: where the connection breaks on the way, it goes on with the next one, and books
 * once. Without a socket it goes over HTTP. A second press while the first is on its way gets the same answer, and one
 * after it was given up, too.
 */
export function useAccept(): UseMutationResult<Booked, Error, Acceptance> {
  const sent = useRef<Promise<Booked> | null>(null);
  const ids = useRef(new Map<string, string>());
  return useMutation<Booked, Error, Acceptance>({
    mutationFn: (acceptance) => {
      const what = `${acceptance.request} ${acceptance.slot}`;
      const id = ids.current.get(what) ?? crypto.randomUUID();
      ids.current.set(what, id);
      sent.current ??= accept(acceptance, id).finally(() => (sent.current = null));
      return sent.current;
    },
    onSuccess: () => forget('listMyMeetings'),
    onError: (error) => {
      // It may have been accepted by what nobody heard the answer of: then it is shown.
      if (isProblem(error, 'request_state')) void forget('listMyMeetings');
    },
  });
}

function accept({ slot, ...params }: Acceptance, id: string): Promise<Booked> {
  return live.connection.get() === 'live'
    ? live.command('meetingRequest.accept', { slot, ...params }, { id, giveUpAfterMs })
    : api.call('acceptRequest', { params, body: { slot } });
}
