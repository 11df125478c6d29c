import { Container } from '@mantine/core';
import { isProblem } from '@foyer/client';
import { useEffect, useMemo, useRef } from 'react';
import { Outlet, useLocation, useParams } from 'react-router';
import { forget, useCall, type Answer } from '../server/api.js';
import { RoomCalls } from '../meetings/room/RoomCalls.js';
import { EventAnnouncement } from '../signs/AnnouncementBanner.js';
import { accentSheet } from '../theme.js';
import { Loading } from '../ui/Loading.js';
import NotFound from '../ui/NotFound.js';
import { Problem } from '../ui/Problem.js';
import { EventContext, type CurrentEvent } from './use-event.js';
import { EventNav } from './EventNav.js';

/** Around every page of an event: loads the event once, shows its navigation. */
export function EventFrame() {
  return <Frame nav calls />;
}

/** The same without the navigation, for pages that fill the screen. */
export function BareEventFrame() {
  return <Frame nav={false} calls />;
}

/** The same for what is shown to a hall: nobody is called to a meeting in front of all. */
export function ScreenEventFrame() {
  return <Frame nav={false} calls={false} />;
}

function partOf(place: Answer<'getMyPlace'> | undefined): Omit<CurrentEvent, 'event'> {
  const { roles = [], guest = null, person = null } = place ?? {};
  return {
    ...{ roles, guest, person },
    takesPart: person !== null && (roles.length > 0 || guest !== null),
    mayAsk: person !== null && (roles.length > 0 || guest === 'ask'),
  };
}

function Frame({ nav, calls }: { nav: boolean; calls: boolean }) {
  const { event: slug = '' } = useParams();
  const params = { event: slug };
  const event = useCall('getEvent', { params }, { refetchEveryMs: 30_000 });
  const place = useCall('getMyPlace', { params }, { staleTime: 60_000 });
  // Until it is known who somebody is here, a page for organisers would tell them that there is none.
  const desk = useLocation().pathname.startsWith(`/e/${slug}/manage`);
  // Once it has failed, a page that is shown as to a stranger stays: it may hold what somebody has typed.
  const unknown = (place.isPending && place.errorUpdateCount === 0) || (desk && place.data === undefined);
  const current = useMemo(
    () => (event.data && !unknown ? { event: event.data, ...partOf(place.data) } : undefined),
    [event.data, place.data, unknown],
  );
  // What guests may do has changed: also for the one who reads this.
  const guests = event.data?.guests;
  const before = useRef(guests);
  useEffect(() => {
    if (before.current !== undefined && before.current !== guests) void forget('getMyPlace');
    before.current = guests;
  }, [guests]);
  if (current) {
    return (
      <EventContext value={current}>
        {current.event.colour && <style>{accentSheet(current.event.colour)}</style>}
        {nav && <EventNav />}
        {nav && <EventAnnouncement />}
        {calls && <RoomCalls />}
        <Outlet />
      </EventContext>
    );
  }
  // An address that is none (a slug of odd letters) is refused as invalid; to the reader it is the same.
  if (isProblem(event.error, 'not_found') || isProblem(event.error, 'invalid_input')) return <NotFound />;
  const failed = [event, ...(desk ? [place] : [])].find(({ error }) => error !== null);
  return (
    <Container size={960} py="xl">
      {failed ? <Problem error={failed.error} onRetry={() => void failed.refetch()} /> : <Loading />}
    </Container>
  );
}
