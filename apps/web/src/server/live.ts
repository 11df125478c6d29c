import { createLive, type Connection, type Followed } from '@foyer/client';
import { streamName, type Stream } from '@foyer/contracts';
import { useCallback, useSyncExternalStore } from 'react';
import type { z } from 'zod';

export const live = createLive({
  url: '',
  // oxlint-disable-next-line no-console -- the browser's console is where a developer looks for it
  onUnreadable: (stream, kind, id, error) => console.warn(`Unreadable ${kind} ${id} in ${stream}`, error),
});

/**
 * Follows a stream while the component lives: `useStream(streams.questions, { session: session.id })`.
 * With `null` for parameters it follows nothing yet. Undefined until the stream is asked for.
 */
export function useStream<S extends Stream>(
  stream: S,
  params: z.input<S['params']> | null,
): Followed<S> | undefined {
  const name = params === null ? undefined : streamName(stream, params);
  const subscribe = useCallback(
    (changed: () => void) => {
      if (params === null) return () => undefined;
      const follow = live.follow(stream, params, changed);
      return follow.stop;
    },
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the name says all about the parameters, which are a new object on every render
    [stream, name],
  );
  return useSyncExternalStore(subscribe, () => (params === null ? undefined : live.peek(stream, params)));
}

export function useConnection(): Connection {
  return useSyncExternalStore(live.connection.subscribe, live.connection.get);
}
