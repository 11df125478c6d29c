import { streams, type Material, type Room, type Speaker, type Track } from '@foyer/contracts';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { useEvent } from '../events/use-event.js';
import { useCall } from '../server/api.js';
import { useStream } from '../server/live.js';
import type { Reading } from '../ui/Loaded.js';
import { AgendaStore, type Snapshot } from './agenda-store.js';
import { doorsOf } from './doors.js';

/** The people and places that sessions name, in the organisers' order, and what belongs to them to read and watch. */
export interface Stage {
  speakers: readonly Speaker[];
  rooms: readonly Room[];
  tracks: readonly Track[];
  materials: readonly Material[];
}
export interface Working {
  store: AgendaStore;
  snapshot: Snapshot;
  stage: Stage;
}

const byPosition = (one: { position: number }, other: { position: number }): number =>
  one.position - other.position;

/** The draft: first as the server answers it, then as all its editors change it. */
export function useWorkingAgenda(): Reading<Working> {
  const { event } = useEvent();
  const { data, error, refetch } = useCall('getWorkingAgenda', { params: { event: event.slug } });
  const followed = useStream(streams.workingAgenda, { event: event.id });
  const live = followed?.status === 'ready' ? followed.state : undefined;
  const store = useMemo(() => new AgendaStore(doorsOf(event.slug)), [event.slug]);
  const snapshot = useSyncExternalStore(store.subscribe, store.get);
  useEffect(() => {
    // The answer is of one moment: once the stream is there, it alone says what is.
    const sessions = live ? Object.values(live.session) : data?.sessions;
    if (sessions) store.receive(sessions);
  }, [store, live, data]);
  useEffect(() => {
    const hidden = (): void => {
      if (document.visibilityState === 'hidden') store.retry();
    };
    const leaving = (leave: BeforeUnloadEvent): void => {
      if (store.get().unsaved.size === 0) return;
      void store.flush();
      leave.preventDefault();
    };
    document.addEventListener('visibilitychange', hidden);
    window.addEventListener('beforeunload', leaving);
    return () => {
      document.removeEventListener('visibilitychange', hidden);
      window.removeEventListener('beforeunload', leaving);
      store.stop();
    };
  }, [store]);
  const stage = useMemo(
    () => ({
      speakers: live ? Object.values(live.speaker) : (data?.speakers ?? []),
      rooms: (live ? Object.values(live.room) : (data?.rooms ?? [])).toSorted(byPosition),
      tracks: (live ? Object.values(live.track) : (data?.tracks ?? [])).toSorted(byPosition),
      materials: (live ? Object.values(live.material) : (data?.materials ?? [])).toSorted(byPosition),
    }),
    [live, data],
  );
  const working = useMemo(() => ({ store, snapshot, stage }), [store, snapshot, stage]);
  return { data: snapshot.ready ? working : undefined, error, refetch };
}
