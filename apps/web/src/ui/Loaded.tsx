import { Container } from '@mantine/core';
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
  /** The answer brings its own `Page`: until then these stand at the page's place. */
  page?: boolean;
  children: (answer: NonNullable<T>) => ReactNode;
}

/** The three faces of an answer: still loading, refused, here. An old answer stays when asking again fails. */
export function Loaded<T>({ query, loading, page = false, children }: LoadedProps<T>) {
  const { data, error } = query;
  if (data !== undefined && data !== null) return children(data);
  const meanwhile = error ? (
    <Problem error={error} onRetry={() => void query.refetch()} />
  ) : (
    (loading ?? <Loading />)
  );
  return page ? (
    <Container size={960} py="xl">
      {meanwhile}
    </Container>
  ) : (
    meanwhile
  );
}
