import type { Registration } from '@foyer/contracts';
import { useEvent } from '../events/use-event.js';
import { useCall } from '../server/api.js';

/** States of a registration that there is something to say of; who has withdrawn stands where everybody does. */
export type Standing = Exclude<Registration['state'], 'withdrawn'>;

/** The reader's registration for the event of the page, and how it stands; null: none, or nobody is signed in. */
export function useMyRegistration(): {
  registration: Registration | null;
  standing: Standing | null;
  /** Whether the server has said so. */
  known: boolean;
} {
  const { event, person } = useEvent();
  const mine = useCall(
    'getMyRegistration',
    { params: { event: event.slug } },
    { enabled: person !== null, staleTime: 60_000 },
  );
  const registration = (person !== null && mine.data?.registration) || null;
  const state = registration?.state;
  return {
    registration,
    standing: state === undefined || state === 'withdrawn' ? null : state,
    known: mine.data !== undefined,
  };
}
