import type { Session } from '@foyer/contracts';
import { useEvent } from '../events/use-event.js';
import { useCall } from '../server/api.js';

/**
 * The session's short code and where it is typed in; undefined until it is known. The link leads straight to the
 * session: who scans it needs no code, and no wrong codes of others stand in the way.
 */
export function useSessionCode(
  session: Session,
): { code: string; link: string; address: string } | undefined {
  const { event, takesPart } = useEvent();
  const params = { event: event.slug, session: session.id };
  const { data } = useCall('getSessionCode', { params }, { enabled: takesPart, staleTime: Infinity });
  const { origin, host } = window.location;
  return (
    data && {
      code: data.code,
      link: `${origin}/e/${event.slug}/sessions/${session.slug}`,
      address: `${host}/join`,
    }
  );
}
