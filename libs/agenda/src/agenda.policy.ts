import type { EventRole, SessionKind } from '@foyer/contracts';
import { organisers } from '@foyer/events';

/** The roles that write the agenda. */
export const agendaEditors = organisers;

/** Sessions that only organisers see: times they keep free, rehearsals, set-up. */
export const isPrivate = (session: { kind: SessionKind }): boolean => session.kind === 'private-blocker';

/** Whether somebody with these roles in the event may see a session of this kind. */
export function maySee(roles: ReadonlySet<EventRole>, session: { kind: SessionKind }): boolean {
  return !isPrivate(session) || agendaEditors.some((role) => roles.has(role));
}
