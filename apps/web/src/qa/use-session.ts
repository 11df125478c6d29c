import { streams, type Agenda, type RoomState, type Session } from '@foyer/contracts';
import { useParams } from 'react-router';
import { useAgenda } from '../events/use-agenda.js';
import { useEvent } from '../events/use-event.js';
import type { Running } from '../running/use-running.js';
import { useStream } from '../server/live.js';
import type { Reading } from '../ui/Loaded.js';

export interface CurrentSession {
  session: Session;
  agenda: Agenda;
}

/** The session of the page's address; null when the agenda has no such session. */
export function useSession(): Reading<{ found: CurrentSession | null }> {
  const { session: slug } = useParams();
  const agenda = useAgenda();
  const session = agenda.data?.sessions.find((one) => one.slug === slug);
  const data = agenda.data && { found: session ? { session, agenda: agenda.data } : null };
  return { data, error: agenda.error, refetch: agenda.refetch };
}

/** The session's public questions; not followed by whoever takes no part in the event. */
export function useQuestions(session: Session) {
  const { takesPart } = useEvent();
  return useStream(streams.questions, takesPart ? { session: session.id } : null);
}

/** Whether questions may be asked now: as a moderator said, else while the session goes on. */
export function isOpen(session: Session, room: RoomState | undefined, running: Running): boolean {
  return room?.open ?? (session.questions && running.isNow(session));
}

/** Whether it is certain that none may be asked. What only a clock says, the server decides when somebody asks. */
export function isClosed(session: Session, room: RoomState | undefined): boolean {
  return room !== undefined && !(room.open ?? session.questions);
}

/** The numbers of a room: they expose nobody. */
export const countsOf = ({ asked, answered, merged, aside }: RoomState) => ({
  asked,
  answered,
  merged,
  aside,
});
