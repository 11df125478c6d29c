import { createLive, type Connection, type Follow, type Followed } from '@foyer/client';
import { streamName, type Stream } from '@foyer/contracts';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { z } from 'zod';

export const live = createLive({
  url: '',
  onUnreadable: (stream, kind, id, error) => console.warn(`Unreadable ${kind} ${id} in ${stream}`, error),
});

const nothing = { subscribe: () => () => undefined, get: () => undefined };

/**
 * Follows a stream while the component lives: `useStream(streams.questions, { session: session.id })`.
 * With `null` for parameters it follows nothing yet. Undefined until the stream is asked for.
 */
export function useStream<S extends Stream>(
  stream: S,
  params: z.input<S['params']> | null,
): Followed<S> | undefined {
  const name = params === null ? undefined : streamName(stream, params);
  const [follow, setFollow] = useState<{ name: string; handle: Follow<S> }>();
  useEffect(() => {
    if (name === undefined || params === null) return undefined;
    const handle = live.follow(stream, params);
    setFollow({ name, handle });
    return () => handle.stop();
    // The name says all about the parameters; they are a new object on every render.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [stream, name]);
  const source = follow && follow.name === name ? follow.handle : nothing;
  return useSyncExternalStore<Followed<S> | undefined>(source.subscribe, source.get);
}

export function useConnection(): Connection {
  return useSyncExternalStore(live.connection.subscribe, live.connection.get);
}
