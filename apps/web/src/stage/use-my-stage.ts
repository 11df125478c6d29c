import type { Session } from '@foyer/contracts';
import { useEvent } from '../events/use-event.js';
import { useCall } from '../server/api.js';

/** Who the reader is on the stage of a session: their ids among the speakers; none for everybody else. */
export function useMyStage(session: Session): readonly string[] {
  const { event, roles } = useEvent();
  const stands = roles.includes('speaker') || roles.includes('moderator');
  const mine = useCall('getMyStage', { params: { event: event.slug } }, { enabled: stands });
  return (mine.data?.sessions ?? []).flatMap((one) => (one.session === session.id ? [one.speaker] : []));
}
