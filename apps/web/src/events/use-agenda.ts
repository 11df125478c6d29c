import { streams, type Agenda, type Session, type Speaker } from '@foyer/contracts';
import { useMemo } from 'react';
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
    return { ...data, sessions, speakers: live ? Object.values(live.speaker) : data.speakers };
  }, [data, live]);
  return { data: agenda, error, refetch };
}

function inOrder(sessions: readonly Session[]): Session[] {
  return sessions.toSorted(
    (one, other) =>
      Date.parse(one.startsAt) - Date.parse(other.startsAt) || one.slug.localeCompare(other.slug),
  );
}

export function isNow(session: Session, now: number): boolean {
  return Date.parse(session.startsAt) <= now && now < Date.parse(session.endsAt);
}

/** The session that an audience would go to: going on and open to questions, else the one that begins next. */
export function currentSession(agenda: Agenda, now: number): { session: Session; now: boolean } | undefined {
  const running = agenda.sessions.filter((session) => isNow(session, now));
  const session = running.find((one) => one.questions) ?? running[0];
  if (session) return { session, now: true };
  const next = agenda.sessions.find(
    (one) => Date.parse(one.startsAt) > now && one.kind !== 'private-blocker',
  );
  return next && { session: next, now: false };
}

export function speakersOf(session: Session, agenda: Agenda): Speaker[] {
  return session.speakers.flatMap((id) => agenda.speakers.find((speaker) => speaker.id === id) ?? []);
}
