import { useInfiniteQuery } from '@tanstack/react-query';
import { useEvent } from '../events/use-event.js';
import { api, useCall, type Answer, type Input } from '../server/api.js';

export type Deed = Answer<'listAuditLog'>['entries'][number];
export type Choice = Omit<NonNullable<Input<'listAuditLog'>['query']>, 'limit' | 'after'>;
interface LogReading {
  /** Undefined until there is an answer. */
  entries: Deed[] | undefined;
  people: { id: string; name: string }[];
  error: Error | null;
  retry: () => void;
  loading: boolean;
  /** Reads what is earlier; undefined where there is no more. */
  more: (() => void) | undefined;
}

const page = 50;

/** The log of the event, a page at a time. */
export function useAuditLog(choice: Choice): LogReading {
  const { event } = useEvent();
  const params = { event: event.slug };
  const log = useInfiniteQuery({
    queryKey: ['listAuditLog', params, choice],
    queryFn: ({ signal, pageParam }) =>
      api.call(
        'listAuditLog',
        { params, query: { ...choice, limit: page, ...(pageParam ? { after: pageParam } : {}) } },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    // Whoever comes back to the page wants to see what has been done meanwhile.
    staleTime: 0,
  });
  // Whom one may choose stays while the choice changes.
  const all = useCall('listAuditLog', { params, query: { limit: 1 } }, { keepOld: true });
  return {
    entries: log.data?.pages.flatMap(({ entries }) => entries),
    people: all.data?.people ?? [],
    error: log.error,
    retry: () => void log.refetch(),
    loading: log.isFetchingNextPage,
    more: log.hasNextPage ? () => void log.fetchNextPage() : undefined,
  };
}
