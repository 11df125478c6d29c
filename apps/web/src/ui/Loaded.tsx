import type { ReactNode } from 'react';
import { Loading } from './Loading.js';
import { Problem } from './Problem.js';

/** Something read from the server, as `useCall` gives it. */
export interface Reading<T> {
  data: T | undefined;
  error: Error | null;
  refetch: () => Promise<unknown>;
}

interface LoadedProps<T> {
  query: Reading<T>;
  /** Shown until there is an answer; skeletons of the usual kind unless given. */
  loading?: ReactNode;
  children: (answer: NonNullable<T>) => ReactNode;
}

/** The three faces of an answer: still loading, refused, here. An old answer stays when asking again fails. */
export function Loaded<T>({ query, loading, children }: LoadedProps<T>) {
  const { data, error } = query;
  if (data !== undefined && data !== null) return children(data);
  if (error) return <Problem error={error} onRetry={() => void query.refetch()} />;
  return loading ?? <Loading />;
}
