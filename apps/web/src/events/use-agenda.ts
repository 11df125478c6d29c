import { streams, type Agenda, type Session, type Speaker } from '@foyer/contracts';
import { useMemo } from 'react';
import type { Running } from '../running/use-running.js';
import { useCall } from '../server/api.js';
import { useStream } from '../server/live.js';
import type { Reading } from '../ui/Loaded.js';
import { useEvent } from './use-event.js';

/** The event's programme: first as the server answers it, then as it changes. Sessions stand in order of time. */
export function useAgenda(): Reading<Agenda> {
  const { event } = useEvent();
  const { data, error, refetch } = useCall('getAgenda', { params: { event: event.slug } });
  const followed = useStream(streams.agenda, { event: event.id });
  const live = followed?.status === 'ready' ? followed.state : undefined;
  const agenda = useMemo(() => {
    if (!data) return undefined;
    // Only the answer holds what organisers alone see: the stream is everybody's.
    const reserved = data.sessions.filter(({ kind }) => kind === 'private-blocker');
    const shown = live && new Set(Object.keys(live.session));
    const sessions = inOrder(
      live
        ? [...Object.values(live.session), ...reserved.filter(({ id }) => !shown?.has(id))]
        : data.sessions,
    );
    if (!live) return { ...data, sessions };
    const hidden = new Set(reserved.map(({ id }) => id));
    const open = Object.values(live.material);
    return {
      sessions,
      speakers: Object.values(live.speaker),
      rooms: Object.values(live.room).toSorted(byPosition),
      tracks: Object.values(live.track).toSorted(byPosition),
      materials: [...open, ...data.materials.filter(({ session }) => hidden.has(session))].toSorted(
        byPosition,
      ),
    };
  }, [data, live]);
  return { data: agenda, error, refetch };
}

const byPosition = (one: { position: number }, other: { position: number }): number =>
  one.position - other.position;

function inOrder(sessions: readonly Session[]): Session[] {
  return sessions.toSorted(
    (one, other) =>
      Date.parse(one.startsAt) - Date.parse(other.startsAt) || one.slug.localeCompare(other.slug),
  );
}

/** The session that an audience would go to: going on and open to questions, else the one that begins next. */
export function currentSession(
  agenda: Agenda,
  running: Running,
): { session: Session; now: boolean; start: number } | undefined {
  const startOf = (session: Session) => running.times.get(session.id)?.start ?? 0;
  const going = agenda.sessions.filter(running.isNow);
  const session = going.find((one) => one.questions) ?? going[0];
  if (session) return { session, now: true, start: startOf(session) };
  const next = agenda.sessions
    .filter((one) => running.times.get(one.id)?.state === 'waiting' && startOf(one) >= running.at)
    .sort((one, other) => startOf(one) - startOf(other))[0];
  return next && { session: next, now: false, start: startOf(next) };
}

export function speakersOf(session: Session, agenda: Agenda): Speaker[] {
  return session.speakers.flatMap((id) => agenda.speakers.find((speaker) => speaker.id === id) ?? []);
}

/** The people whom the shown sessions name, in the agenda's order: nobody is announced before a session is. */
export function peopleOnStage({ sessions, speakers }: Agenda): Speaker[] {
  const named = new Set(sessions.flatMap((session) => [...session.speakers, ...session.moderators]));
  return speakers.filter(({ id }) => named.has(id));
}
