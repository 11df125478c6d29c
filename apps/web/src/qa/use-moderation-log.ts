import { streams, type LogEntry } from '@foyer/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useEvent } from '../events/use-event.js';
import { api, forget, useCall, type Input } from '../server/api.js';
import { useSigns } from '../signs/use-standing.js';
import { useStream } from '../server/live.js';

type Choice = Omit<NonNullable<Input<'listModerationLog'>['query']>, 'limit' | 'after'>;
interface LogReading {
  /** Undefined until there is an answer. */
  entries: LogEntry[] | undefined;
  people: { id: string; name: string }[];
  error: Error | null;
  retry: () => void;
  loading: boolean;
  /** Reads what is earlier; undefined where there is no more. */
  more: (() => void) | undefined;
}

const page = 50;

/** The log of a session as it grows: every step changes one of the moderators' streams, and then it is read anew. */
export function useModerationLog(session: string, choice: Choice): LogReading {
  const { event } = useEvent();
  const params = { event: event.slug, session };
  const log = useInfiniteQuery({
    queryKey: ['listModerationLog', params, choice],
    queryFn: ({ signal, pageParam }) =>
      api.call(
        'listModerationLog',
        { params, query: { ...choice, limit: page, ...(pageParam ? { after: pageParam } : {}) } },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
  // Whom one may choose stays while the choice changes.
  const all = useCall('listModerationLog', { params, query: { limit: 1 } }, { keepOld: true });
  const desk = useStream(streams.desk, { session })?.state;
  const polls = useStream(streams.pollDesk, { session })?.state;
  // Where moderators look is no step.
  const [questions, room, poll] = [desk?.question, desk?.room, polls?.poll];
  const told = useSigns(session)?.announcement;
  useEffect(() => {
    void forget('listModerationLog');
  }, [questions, room, poll, told]);
  return {
    entries: log.data?.pages.flatMap(({ entries }) => entries),
    people: all.data?.people ?? [],
    error: log.error,
    retry: () => void log.refetch(),
    loading: log.isFetchingNextPage,
    more: log.hasNextPage ? () => void log.fetchNextPage() : undefined,
  };
}
