import { createApi, isProblem, type CallInput } from '@foyer/client';
import type { RouteAnswer, RouteId, routes } from '@foyer/contracts';
import {
  keepPreviousData,
  QueryCache,
  QueryClient,
  useMutation,
  useQuery,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useRef } from 'react';
import { hearServerTime } from './server-time.js';

type Routes = typeof routes;
export type Input<Id extends RouteId> = CallInput<Routes[Id]>;
export type Answer<Id extends RouteId> = RouteAnswer<Routes[Id]>;

export const api = createApi({ baseUrl: '' });

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    // The session ended meanwhile: let the header know, and with it the page.
    onError: (error, query) => {
      if (isProblem(error, 'not_signed_in') && query.queryKey[0] !== 'getMe') void forget('getMe');
    },
  }),
  defaultOptions: {
    // The client itself repeats what did not reach the server; what was refused stays refused.
    queries: { retry: false, staleTime: 10_000, networkMode: 'always' },
    mutations: { retry: false, networkMode: 'always' },
  },
});

export interface CallSettings {
  /** False: not yet (the hook stays pending). */
  enabled?: boolean;
  refetchEveryMs?: number;
  /** For how long an answer counts as fresh, in milliseconds. */
  staleTime?: number;
  /** Goes on showing the answer to the earlier input until the new one is there: for searches. */
  keepOld?: boolean;
}

/** An answer, and from that of an event the server's time. */
async function read<Id extends RouteId>(id: Id, input: Input<Id>, signal: AbortSignal): Promise<Answer<Id>> {
  const asked = performance.now();
  const answer = await api.call(id, input, { signal });
  if (isEvent(id, answer)) hearServerTime(answer.clock.real, performance.now() - asked);
  return answer;
}

const isEvent = (id: RouteId, _answer: unknown): _answer is Answer<'getEvent'> => id === 'getEvent';

/** Reads a door: `useCall('getEvent', { params: { event } })`. Shows what is cached while it asks again. */
export function useCall<Id extends RouteId>(
  id: Id,
  input: Input<Id>,
  settings: CallSettings = {},
): UseQueryResult<Answer<Id>> {
  const { enabled = true, refetchEveryMs, staleTime, keepOld = false } = settings;
  return useQuery<Answer<Id>>({
    queryKey: [id, input],
    // A query may not answer `undefined`, which doors without content do.
    queryFn: ({ signal }) => read(id, input, signal),
    enabled,
    refetchInterval: refetchEveryMs ?? false,
    ...(staleTime === undefined ? {} : { staleTime }),
    ...(keepOld ? { placeholderData: keepPreviousData } : {}),
  });
}

/** Reads a door before the page that shows it is there. What is refused is told where it is shown. */
export function prefetch<Id extends RouteId>(id: Id, input: Input<Id>): Promise<void> {
  return queryClient.prefetchQuery({
    queryKey: [id, input],
    queryFn: ({ signal }) => read(id, input, signal),
  });
}

/**
 * Writes through a door: `useAction('updateMe', { stale: ['getMe'] })`, then `action.mutate(input)`.
 * What is named `stale` is read anew afterwards. With `once` a second press before the answer is the same command:
 * sent again, it would be told that there is nothing left to do.
 */
export function useAction<Id extends RouteId>(
  id: Id,
  options: { stale?: readonly RouteId[]; once?: boolean } = {},
): UseMutationResult<Answer<Id>, Error, Input<Id>> {
  const sent = useRef<Promise<Answer<Id>> | null>(null);
  return useMutation<Answer<Id>, Error, Input<Id>>({
    mutationFn: (input) => {
      if (!options.once) return api.call(id, input);
      sent.current ??= api.call(id, input).finally(() => (sent.current = null));
      return sent.current;
    },
    onSuccess: () => forget(...(options.stale ?? [])),
  });
}

/** Answers of these doors are old: who shows them asks again. */
export async function forget(...ids: readonly RouteId[]): Promise<void> {
  await Promise.all(ids.map((id) => queryClient.invalidateQueries({ queryKey: [id] })));
}
