import type { CommandAnswer, CommandInput } from '@foyer/client';
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
 * once. Without a socket it goes over HTTP. A second press while the first is on its way gets the same answer.
 */
export function useAccept(): UseMutationResult<Booked, Error, Acceptance> {
  const sent = useRef<Promise<Booked> | null>(null);
  return useMutation<Booked, Error, Acceptance>({
    mutationFn: (acceptance) => {
      sent.current ??= accept(acceptance).finally(() => (sent.current = null));
      return sent.current;
    },
    onSuccess: () => forget('listMyMeetings'),
  });
}

function accept({ slot, ...params }: Acceptance): Promise<Booked> {
  return live.connection.get() === 'live'
    ? live.command('meetingRequest.accept', { slot, ...params }, { giveUpAfterMs })
    : api.call('acceptRequest', { params, body: { slot } });
}
