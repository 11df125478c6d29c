import { Container } from '@mantine/core';
import { isProblem } from '@foyer/client';
import { useMemo } from 'react';
import { Outlet, useParams } from 'react-router';
import { useCall } from '../server/api.js';
import { Loading } from '../ui/Loading.js';
import NotFound from '../ui/NotFound.js';
import { Problem } from '../ui/Problem.js';
import { EventContext } from './use-event.js';
import { EventNav } from './EventNav.js';

/** Around every page of an event: loads the event once, shows its navigation. */
export function EventFrame() {
  const { event: slug = '' } = useParams();
  const params = { event: slug };
  const event = useCall('getEvent', { params }, { refetchEveryMs: 30_000 });
  const place = useCall('getMyPlace', { params }, { staleTime: 60_000 });
  const current = useMemo(
    () =>
      event.data && {
        event: event.data,
        roles: place.data?.roles ?? [],
        person: place.data?.person ?? null,
      },
    [event.data, place.data],
  );
  if (current) {
    return (
      <EventContext value={current}>
        <EventNav />
        <Outlet />
      </EventContext>
    );
  }
  // An address that is none (a slug of odd letters) is refused as invalid; to the reader it is the same.
  if (isProblem(event.error, 'not_found') || isProblem(event.error, 'invalid_input')) return <NotFound />;
  return (
    <Container size={960} py="xl">
      {event.error ? <Problem error={event.error} onRetry={() => void event.refetch()} /> : <Loading />}
    </Container>
  );
}
